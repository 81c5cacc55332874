import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataInUse, takeLock } from './lock.ts'
import { processBirth } from './processes.ts'

describe('the lock on the data', () => {
  let folder: string
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'lock-')) })
  afterEach(() => rm(folder, { recursive: true }))

  it('is refused to a second sandbox, which says where the first one is', () => {
    const lock = takeLock(folder)
    lock.note('http://127.0.0.1:3978')
    expect(() => takeLock(folder)).toThrow(DataInUse)
    expect(() => takeLock(folder)).toThrow(`already running on this data (process ${process.pid}, http://127.0.0.1:3978)`)
    lock.release()
    takeLock(folder).release()
  })

  it('of a process that is gone is taken over, also when its id is in use again', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    const pid = child.pid!
    const birth = processBirth(pid)
    await new Promise((resolve) => child.once('close', resolve))
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid, birth }))
    takeLock(folder).release()
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, birth: 'another life' }))
    takeLock(folder).release()
    await writeFile(join(folder, 'lock'), '{ half written')
    takeLock(folder).release()
  })
})
