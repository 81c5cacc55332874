import { WebSocket } from 'ws'

/**
 * The least that does the same over ARI: no state, no database, no rules, no recovery. What the app is measured against.
 * A call from outside rings the native dialer; `move` exchanges the user's leg as the app does, with the same care.
 */
export interface BareAri {
  move(to: 'native' | 'teams'): Promise<void>
  close(): void
}

interface Call { outside: string, user: string | null, bridge: string }

export const startBareAri = async (url: string, user: string, password: string, app: string): Promise<BareAri> => {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const ask = async (method: string, path: string, query: Record<string, string> = {}, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
      method, headers: { authorization, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok && answer.status !== 404) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  const calls = new Map<string, Call>()
  const up = new Map<string, (leg: string) => void>()
  let legs = 0
  let newest: Call | null = null

  const ring = async (to: 'native' | 'teams', number: string, callerId: string): Promise<string> => {
    const leg = `bare-${process.pid}-${++legs}`
    const answered = new Promise<string>((resolve) => up.set(leg, resolve))
    await ask('POST', `/channels/${leg}`, { endpoint: `PJSIP/${number}@${to}`, app, callerId, timeout: '30' }, { variables: { 'PJSIP_HEADER(add,X-Single-Number)': leg } })
    return answered
  }

  const arrive = async (outside: string, number: string, callerId: string): Promise<void> => {
    await ask('POST', `/channels/${outside}/ring`)
    const call: Call = { outside, user: null, bridge: `bare-${outside}` }
    calls.set(outside, call)
    newest = call
    const leg = await ring('native', number, callerId)
    calls.set(leg, call)
    call.user = leg
    await ask('POST', `/channels/${outside}/answer`)
    await ask('POST', `/bridges/${call.bridge}`, { type: 'mixing,dtmf_events' })
    await ask('POST', `/bridges/${call.bridge}/addChannel`, { channel: `${outside},${leg}` })
  }

  const leave = async (channel: string): Promise<void> => {
    const call = calls.get(channel)
    calls.delete(channel)
    if (call === undefined || (channel !== call.outside && channel !== call.user)) return
    await ask('DELETE', `/channels/${channel === call.outside ? (call.user ?? '') : call.outside}`)
    await ask('DELETE', `/bridges/${call.bridge}`)
  }

  const socket = new WebSocket(`${url.replace('http', 'ws')}/events?app=${app}&subscribeAll=true`, { headers: { authorization } })
  socket.on('message', (data) => {
    const event = JSON.parse(String(data)) as { type: string, args?: string[], channel?: { id: string, caller: { number: string } } }
    const { channel } = event
    if (channel === undefined) return
    if (event.type === 'StasisStart') {
      const waiting = up.get(channel.id)
      if (waiting) waiting(channel.id)
      else void arrive(channel.id, event.args?.[1] ?? '', channel.caller.number).catch(() => undefined)
    } else if (event.type === 'ChannelDestroyed') void leave(channel.id).catch(() => undefined)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))

  return {
    async move(to) {
      const call = newest
      if (call?.user === null || call === null) throw new Error('there is no call to move')
      const old = call.user
      const { name } = await ask('GET', `/channels/${old}`) as { name: string }
      const number = /PJSIP\/.*/.test(name) ? (await ask('GET', `/channels/${call.outside}`) as { dialplan: { exten: string } }).dialplan.exten : ''
      const leg = await ring(to, number, 'anonymous')
      calls.set(leg, call)
      for (;;) {
        const statistics = await ask('GET', `/channels/${leg}/rtp_statistics`) as { rxcount?: number }
        if ((statistics.rxcount ?? 0) > 0) break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      call.user = leg
      await ask('POST', `/channels/${old}/mute`, { direction: 'both' })
      await ask('POST', `/bridges/${call.bridge}/addChannel`, { channel: leg })
      await ask('POST', `/bridges/${call.bridge}/removeChannel`, { channel: old })
      await ask('DELETE', `/channels/${old}`)
    },
    close: () => socket.terminate(),
  }
}
