import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPolicy } from '../../src/line/policy.ts'
import { eventually, stage } from './driver.ts'

const { dana, lena, line, ...scene } = stage({ environment: { RECORDING_KEY: '' } })

beforeAll(() => scene.open())
afterAll(() => scene.close())

describe('a service without a key for recordings', () => {
  it('records nothing when a policy wants it to all at once, and says so', async () => {
    await line(dana, { linePolicy: readPolicy({ recording: 'all' }) })
    await scene.talking(lena, dana, dana.phone('native'))
    await dana.sees({ recording: 'failed' })
    expect(await scene.engine('/recordings/stored')).toEqual([])
    await lena.hangup()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ recorded: 'unrecorded' }))
  })

  it('does not start while a policy records, and says which setting is missing', async () => {
    await scene.kill()
    await expect(scene.start()).rejects.toThrow()
    expect(await readFile(join(scene.sandbox().dataDir, 'app.log'), 'utf8')).toContain('RECORDING_KEY: is missing, and a policy says that calls are recorded')
  })
})
