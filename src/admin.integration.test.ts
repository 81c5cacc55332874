import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openTestStore, type TestStore } from '../sandbox/database/test-store.ts'

const tenantId = '8f6d1c5e-52a4-4d0b-9a53-2f7f0e1b7c11'
const dana = '1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01'
const marco = '2e3a8b65-1e1d-4b4f-9e40-4c7b6d2f0b02'
const app = '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21'

let opened: TestStore
let store: TestStore['store']
beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterAll(() => opened.close())

/** `npm run admin -- …`, as an administrator types it. */
const admin = (...typed: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('admin.ts', import.meta.url)), ...typed], {
    env: {
      PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], PORT: '3978', PUBLIC_URL: 'https://phone.example.com', DATABASE_URL: opened.url, ARI_URL: 'http://127.0.0.1:8088/ari', ARI_USER: 'app',
      ARI_PASSWORD: 'secret', TENANT_IDS: tenantId, CLIENT_ID: app, CLIENT_SECRET: 'secret', BOT_ID: app, BOT_PASSWORD: 'secret', BOT_TENANT_ID: tenantId, SIGNING_KEY: 'k'.repeat(32),
      // nobody listens there: Microsoft is away
      ENTRA_AUTHORITY: 'http://127.0.0.1:1',
    },
  })
  return { status, said: `${String(stdout)}${String(stderr)}` }
}
const assign = (options: Record<string, string>) => admin('numbers', 'assign', ...Object.entries({ tenant: tenantId, ...options }).flatMap(([name, value]) => [`--${name}`, value]))

describe('an administrator gives people their numbers', () => {
  it('as numbers are written, to a person however their id is written', async () => {
    expect(assign({ user: dana.toUpperCase(), number: '(425) 555-0101', name: 'Dana Whitfield' })).toEqual({ status: 0, said: expect.stringContaining("+14255550101 is Dana Whitfield's number now") })
    expect(await store.lineOf({ tenantId, userId: dana })).toMatchObject({ number: '+14255550101', ring: 'native', policy: 'UserOverride' })
  })

  it('and changes one, keeping what the person chose', async () => {
    await store.setSettings({ tenantId, userId: dana }, { ring: 'teams' })
    expect(assign({ user: dana, number: '+14255550109', name: 'Dana Whitfield' }).status).toBe(0)
    expect(await store.lineOf({ tenantId, userId: dana })).toMatchObject({ number: '+14255550109', ring: 'teams' })
  })

  it('never a number that somebody has, nor one that is none, nor to a stranger’s tenant', async () => {
    expect(assign({ user: marco, number: '+14255550109', name: 'Marco Reyes' })).toEqual({ status: 1, said: expect.stringContaining('belongs to Dana Whitfield already') })
    expect(assign({ user: marco, number: 'abc', name: 'Marco Reyes' })).toEqual({ status: 1, said: expect.stringContaining('is not a phone number') })
    expect(assign({ tenant: marco, user: marco, number: '+14255550102', name: 'Marco Reyes' })).toEqual({ status: 1, said: expect.stringContaining('not in TENANT_IDS') })
    expect(await store.lineOf({ tenantId, userId: marco })).toBeNull()
  })
})

describe('an administrator decides about a line', () => {
  it('sets how long voicemails stay and last, of somebody with a number', async () => {
    const keep = ({ user, ...options }: Record<string, string>) => admin('voicemail', 'keep', ...(user ? [user] : []), ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]))
    expect(keep({ user: dana, days: '90' })).toMatchObject({ status: 0, said: expect.stringContaining('stay 90 days and last at most 180 seconds') as string })
    expect(keep({ user: dana.toUpperCase(), longest: '60' })).toMatchObject({ status: 0, said: expect.stringContaining('stay 90 days and last at most 60 seconds') as string })
    expect(await store.voicemailSettings({ tenantId, userId: dana })).toEqual({ email: false, days: 90, longestSeconds: 60 })
    for (const [options, words] of [
      [{ user: dana, days: '0' }, '--days: “0” is no whole number from 1 to 3650.'], [{ user: dana, longest: 'long' }, '--longest: “long” is no whole number'],
      [{ user: dana }, '--days or --longest is needed'], [{ user: '99999999-0d0c-4a3e-8d3f-3b6a5c1e9a01', days: '5' }, 'has no number here'],
    ] as const) expect(keep(options)).toMatchObject({ status: 1, said: expect.stringContaining(words) as string })
  })

  it('gives a desk phone and takes it away', async () => {
    expect(admin('desk', 'assign', dana, 'desk-dana')).toEqual({ status: 0, said: expect.stringContaining("desk-dana is Dana Whitfield's desk phone now") })
    expect(await store.lineOf({ tenantId, userId: dana })).toMatchObject({ desk: 'desk-dana', ring: 'teams' })
    expect(admin('desk', 'assign', dana, 'none').status).toBe(0)
    expect(await store.lineOf({ tenantId, userId: dana })).toMatchObject({ desk: null })
    expect(admin('desk', 'assign', dana, 'a,b@c')).toEqual({ status: 1, said: expect.stringContaining('not the name of a phone') })
    expect(admin('desk', 'assign', marco, 'desk-marco')).toEqual({ status: 1, said: expect.stringContaining("don't have a number yet") })
  })

  it('which number others see', async () => {
    expect(admin('caller-id', 'set', dana, '--allow', 'company', '--locked', 'yes')).toEqual({ status: 1, said: expect.stringContaining('company number is needed') })
    expect(admin('caller-id', 'set', dana, '--allow', 'company,mobile', '--locked', 'yes', '--number', '425 555 0100', '--name', 'Northwind')).toEqual({ status: 0, said: expect.stringContaining('Dana Whitfield calls with: company.') })
    expect((await store.lineOf({ tenantId, userId: dana }))?.linePolicy.callerId).toEqual({ locked: true, allowed: ['company', 'mobile'], companyNumber: '+14255550100', companyName: 'Northwind' })
    expect(admin('caller-id', 'set', dana, '--locked', 'no')).toEqual({ status: 0, said: expect.stringContaining('may choose among: company, mobile') })
  })

  it('for everyone, a group or a person, field by field', async () => {
    const policy = (...typed: string[]) => admin('policy', ...typed)
    const sales = '6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a01'
    expect(policy('set', 'all', '--everyone', 'destinations.blocked=+1900, +882', 'guards.callsPerMinute=5', 'unanswered.forward=colleagues')).toMatchObject({ status: 0, said: expect.stringContaining('destinations.blocked=+1900,+882') as string })
    expect(policy('set', 'sales', '--group', sales, '--name', 'Sales', '--priority', '10', 'dialer=Teams').status).toBe(0)
    // the rest stays; nothing behind = leaves a field to the others
    expect(policy('set', 'all', 'guards.callsPerMinute=none', 'unanswered.forward=', 'recording=none').said).toBe('all: for everyone\n  recording=none\n  destinations.blocked=+1900,+882\n  guards.callsPerMinute=none\n')
    expect((await store.lineOf({ tenantId, userId: dana }))?.linePolicy).toMatchObject({ destinations: { blocked: ['+1900', '+882'] }, guards: { callsPerMinute: null }, unanswered: { forward: 'anyone' } })
    expect(policy('show').said).toContain(`sales: for the group Sales (${sales}), priority 10\n  dialer=Teams`)
    const shown = policy('show', '--person', dana).said
    for (const words of ['destinations.blocked=+1900,+882  (everyone)', 'guards.concurrentCalls=none  (built in)', 'callerId.companyName=Northwind  (person Dana Whitfield)']) expect(shown).toContain(words)
    // an empty list of what is allowed is no slip of the pen
    expect(policy('set', 'all', 'destinations.allowed=emergency').said).toContain('destinations.allowed=emergency\n')
    expect((await store.lineOf({ tenantId, userId: dana }))?.linePolicy.destinations.allowed).toEqual([])
    expect(policy('set', 'all', 'destinations.allowed=none').said).toContain('destinations.allowed=none\n')
    expect(policy('remove', 'all')).toEqual({ status: 0, said: 'all is removed.\n' })
    expect((await store.lineOf({ tenantId, userId: dana }))?.linePolicy.destinations.blocked).toEqual([])
    for (const [typed, words] of [
      [['set', 'new', 'dialer=Teams'], '--everyone, --group or --person is needed'], [['set', 'sales', 'dialer=Both'], 'dialer: expected'], [['set', 'sales', 'colour=red'], '“colour=red” is not understood'],
      [['set', 'sales', 'destinations.allowed=,'], 'destinations.allowed.0: expected'], [['set', 'sales', 'guards.callsPerMinute=many'], 'guards.callsPerMinute: expected'], [['set', 'two', '--group', sales, '--name', 'Sales', 'dialer=Teams'], 'a policy for them already'],
      [['remove', 'all'], 'There is no such policy'], [['set', 'x', '--person', marco, 'dialer=Teams'], 'has no number here'],
    ] as const) expect(policy(...typed)).toMatchObject({ status: 1, said: expect.stringContaining(words) as string })
  })

  it('and is told what there is when they type something else', () => {
    expect(admin('desk', 'polish')).toEqual({ status: 1, said: expect.stringContaining('desk assign <object id> <phone name>') })
  })
})

describe('an administrator looks after the numbers', () => {
  const act = (command: string[], options: Record<string, string>) => admin(...command, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]))
  let folder: string
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'numbers-')) })
  afterAll(() => rmSync(folder, { recursive: true }))
  const upload = (csv: string, ...flags: string[]) => {
    const file = join(folder, 'list.csv')
    writeFileSync(file, csv)
    return act(['numbers', 'upload', file, ...flags], {})
  }
  const numbers = async () => (await store.numbers(tenantId, {}, null, 100)).map(({ number }) => number)
  const list = 'number,type,operator\n+14255550121,mobile,Contoso\n+14255550122,mobile,Contoso\n'

  it('with the operator’s list: looked at first, applied when confirmed, once', async () => {
    const before = await numbers()
    expect(upload(list)).toEqual({ status: 0, said: expect.stringMatching(/^2 rows: 2 new, 0 changed, 0 as they are, 0 with errors\.\nNothing is applied/) as string })
    expect(await numbers()).toEqual(before)
    expect(upload(list, '--confirm')).toMatchObject({ status: 0, said: expect.stringContaining('Applied: 2 added') as string })
    expect(upload(list, '--confirm')).toMatchObject({ status: 0, said: expect.stringContaining('Applied: 0 added, 0 changed, 2 as they were') as string })
    expect(await numbers()).toEqual([...before, '+14255550121', '+14255550122'].sort())
  })

  it('whose errors are told row by row, and whose good rows are taken only on demand', async () => {
    const faulty = `${list}+14255550123,mobile,Contoso\nabc,fax,\n`
    expect(upload(faulty, '--confirm')).toMatchObject({ status: 1, said: expect.stringMatching(/row 5, number: expected a phone number[^]*row 5, type: expected mobile or service[^]*1 row has errors/) as string })
    expect(await numbers()).not.toContain('+14255550123')
    expect(upload(faulty, '--confirm', '--skip-errors')).toMatchObject({ status: 0, said: expect.stringContaining('Applied: 1 added, 0 changed, 2 as they were, 1 left out') as string })
    expect(upload('colour\n')).toMatchObject({ status: 1, said: expect.stringContaining('“colour” is no column') as string })
    expect(act(['numbers', 'upload', join(folder, 'nothing.csv')], {})).toMatchObject({ status: 1, said: expect.stringContaining("can't be read: ENOENT") as string })
  })

  it('gives and takes them, and sees whose they are', async () => {
    expect(assign({ user: marco, number: '+14255550121', name: 'Marco Reyes' })).toMatchObject({ status: 0, said: expect.stringContaining('Teams is asked too') as string })
    const listed = act(['numbers', 'list'], { state: 'assigned' }).said
    expect(listed).toMatch(/\+14255550121 +mobile +Marco Reyes \(2e3a.*Contoso, Teams: pending/)
    expect(listed).not.toContain('+14255550122')
    expect(act(['numbers', 'unassign'], { number: '+1 425 555 0121' })).toEqual({ status: 0, said: '+14255550121 is free now.\n' })
    expect(await store.lineOf({ tenantId, userId: marco })).toBeNull()
    expect(act(['numbers', 'unassign'], { number: '+14255559999' })).toMatchObject({ status: 1, said: expect.stringContaining('is not on your list of numbers') as string })
    expect(act(['numbers', 'list'], { state: 'lost' })).toMatchObject({ status: 1, said: expect.stringContaining('--state: expected free or assigned') as string })
  })

  it('and what one needs: what nobody can look up, they confirm', async () => {
    const shown = act(['readiness', 'show', dana], {})
    expect(shown).toMatchObject({ status: 0, said: expect.stringMatching(/unknown +phone-licence +We can't see your licences right now[^]*ok +number-uploaded[^]*unknown +nothing-competes/) as string })
    expect(act(['readiness', 'confirm', dana], {}).said).toMatch(/ok +nothing-competes/)
    expect(act(['readiness', 'confirm', dana, '--undo'], {}).said).toMatch(/unknown +nothing-competes/)
  })

  it('and reads who did what, for people or for programs', async () => {
    const words = act(['audit'], { action: 'number-assigned' }).said
    expect(words.trim().split('\n').at(-1)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z command line for 2e3a8b65\S+: number-assigned \+14255550121$/)
    expect(words).toContain('command line for Dana Whitfield: number-assigned +14255550109')
    const lines = act(['audit', '--json'], { subject: '+14255550121' }).said.trim().split('\n').map((line) => JSON.parse(line) as { action: string; actor: string })
    expect(lines).toMatchObject([{ action: 'number-assigned', actor: 'command line' }, { action: 'number-unassigned', actor: 'command line' }])
    expect(act(['audit'], { since: '2999-01-01' }).said).toBe('Nothing is written there.\n')
    expect(act(['audit'], { since: 'yesterday' })).toMatchObject({ status: 1, said: expect.stringContaining('--since: “yesterday” is no moment') as string })
    expect(act(['audit'], { person: 'dana' })).toMatchObject({ status: 1, said: expect.stringContaining('--person: “dana” is not an id') as string })
  })
})
