import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod/v4'
import type { AudioLink, voicemailChange, VoicemailSettings } from '../../src/api/voicemails.ts'
import { eventually, stage } from './driver.ts'
import { shortGreeting, voicemailSteps } from './voicemail-steps.ts'

const { dana, marco, lena, faults, ...scene } = stage({ environment: shortGreeting })
const { isSentOn, leaveMessage, reaches } = voicemailSteps(scene)

beforeAll(() => scene.open())
afterEach(async () => {
  await scene.clear()
  for (const person of [dana, marco]) {
    await person.ask('PATCH', 'voicemail/settings', { body: { email: false } })
    for (const { id } of await person.voicemails()) await person.ask('DELETE', `voicemails/${id}`)
  }
})
afterAll(() => scene.close())

const change = (answer: { body: unknown }) => answer.body as z.infer<typeof voicemailChange>

describe('a message', () => {
  it('is deleted, undone, listed among the deleted, restored, and kept', async () => {
    const { id } = await leaveMessage(lena, dana)
    expect(change(await dana.ask('DELETE', `voicemails/${id}`)).unread).toBe(0)
    expect(await dana.voicemails()).toEqual([])
    const deleted = (await dana.ask<{ items: { id: string; deletedAt: string; goesAt: string }[] }>('GET', 'voicemails?deleted=true')).body.items
    expect(deleted.map((one) => one.id)).toContain(id)
    const [{ deletedAt, goesAt } = { deletedAt: '', goesAt: '' }] = deleted
    expect(Date.parse(goesAt) - Date.parse(deletedAt)).toBe(30 * 86_400_000)
    const restored = change(await dana.ask('POST', `voicemails/${id}/restore`))
    expect(restored).toMatchObject({ unread: 1, voicemail: { id, deletedAt: null, kept: false } })
    expect(Date.parse(restored.voicemail.goesAt ?? '') - Date.parse(restored.voicemail.receivedAt)).toBe(60 * 86_400_000)
    expect((await dana.voicemails()).map((one) => one.id)).toEqual([id])
    expect(change(await dana.ask('PATCH', `voicemails/${id}`, { body: { kept: true, read: true } }))).toMatchObject({ unread: 0, voicemail: { kept: true, read: true, goesAt: null } })
  })

  it('of somebody else is not there: not to be read, deleted, restored, kept or heard', async () => {
    const { id } = await leaveMessage(lena, dana)
    const tried = await Promise.all([
      marco.ask('PATCH', `voicemails/${id}`, { body: { read: true } }), marco.ask('PATCH', `voicemails/${id}`, { body: { kept: true } }), marco.ask('DELETE', `voicemails/${id}`),
      marco.ask('POST', `voicemails/${id}/restore`), marco.ask('GET', `voicemails/${id}/link`), marco.ask('GET', `voicemails/${id}/audio`),
    ])
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await dana.voicemails())[0]).toMatchObject({ id, read: false, kept: false })
  })

  it('has a compressed form soon, served in ranges like the WAV', async () => {
    const { id } = await leaveMessage(lena, dana)
    const link = await eventually(async () => {
      const { body } = await dana.ask<AudioLink>('GET', `voicemails/${id}/link`)
      if (body.compressed === null) throw new Error('not compressed yet')
      return body
    })
    const [ogg, wav, part] = await Promise.all([fetch(scene.url() + link.compressed), fetch(scene.url() + link.url), fetch(scene.url() + link.compressed, { headers: { range: 'bytes=0-3' } })])
    expect(ogg.headers.get('content-type')).toBe('audio/ogg; codecs=opus')
    expect([part.status, await part.text()]).toEqual([206, 'OggS'])
    expect((await ogg.arrayBuffer()).byteLength).toBeLessThan((await wav.arrayBuffer()).byteLength / 4)
    // piece by piece, and in either form: that is playing it once
    const { rows } = await scene.store().pool.query(`select 1 from audit where action = 'voicemail-played' and subject = $1`, [id])
    expect(rows).toHaveLength(1)
  })

  it('lasts no longer than the line\'s policy lets it', async () => {
    await scene.store().setVoicemailSettings(dana, { longestSeconds: 10 })
    await isSentOn(lena, dana)
    await reaches(dana, 'recording')
    const [message] = await eventually(async () => {
      const all = await dana.voicemails()
      expect(all).toHaveLength(1)
      return all
    })
    expect(message?.durationMs).toBeGreaterThan(9_000)
    expect(message?.durationMs).toBeLessThan(11_000)
    await scene.store().setVoicemailSettings(dana, { longestSeconds: 180 })
  })
})

describe('e-mail', () => {
  const mails = () => scene.sandbox().graph.mail(dana.userId)
  const want = (email: boolean) => dana.ask<VoicemailSettings>('PATCH', 'voicemail/settings', { body: { email } })

  it('brings each new message with its sound, to whoever wants that', async () => {
    const before = mails().length
    expect((await want(true)).body).toMatchObject({ email: true, days: 60, longestSeconds: 180 })
    const { id } = await leaveMessage(lena, dana)
    const mail = await eventually(() => {
      const newest = mails()[before]
      if (newest === undefined) throw new Error('no mail yet')
      return newest
    })
    expect(mail).toMatchObject({ from: 'dana@northwind.example', to: ['dana@northwind.example'], savedToSentItems: false })
    expect(mail.subject).toBe('Voicemail from Lena Fischer')
    expect(mail.text).toContain('(206) 555-0142')
    const sound = Buffer.from(await (await fetch(scene.url() + (await dana.ask<AudioLink>('GET', `voicemails/${id}/link`)).body.url)).arrayBuffer())
    expect(mail.attachments).toEqual([{ name: 'Voicemail from Lena Fischer.wav', contentType: 'audio/wav', content: sound }])
    await sleep(500)
    expect(mails()).toHaveLength(before + 1)
  })

  it('comes once Graph is back, once; and not to whoever did not ask for it', async () => {
    const before = mails().length
    await want(true)
    faults({ graph: 'down' })
    await leaveMessage(lena, dana)
    await sleep(500)
    expect(mails()).toHaveLength(before)
    faults({ graph: 'ok' })
    await eventually(() => expect(mails()).toHaveLength(before + 1))
    await want(false)
    await leaveMessage(lena, dana)
    await sleep(1_500)
    expect(mails()).toHaveLength(before + 1)
  })
})
