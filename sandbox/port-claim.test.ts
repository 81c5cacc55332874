import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimPort } from './port-claim.ts'
import { loadPorts } from './settings.ts'

describe('the ports of a sandbox', () => {
  const folders: string[] = []
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'ports-'))
    folders.push(made)
    return made
  }
  afterEach(async () => {
    for (const made of folders.splice(0)) await rm(made, { recursive: true })
  })

  it('are no other sandbox’s as long as it has them, though nobody listens there', async () => {
    const [one, other] = [await folder(), await folder()]
    const first = await loadPorts(one)
    expect(claimPort(first.ports.app)).toBeUndefined()
    // the other one would have the very same
    await writeFile(join(other, 'ports.json'), JSON.stringify(first.ports))
    const second = await loadPorts(other)
    expect(Object.values(second.ports).filter((port) => Object.values(first.ports).includes(port))).toEqual([])
    first.release()
    const again = await loadPorts(one)
    expect(again.ports).toEqual(first.ports)
    again.release()
    second.release()
  })
})
