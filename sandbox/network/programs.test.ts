import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loaderIn, programsIn } from './programs.ts'

describe('the telephone programs in a folder', () => {
  let folder: string
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'programs-')) })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const unpacked = async (machine: string, loader: string) => {
    await mkdir(join(folder, 'root/usr/lib', machine), { recursive: true })
    await writeFile(join(folder, 'root/usr/lib', machine, loader), '')
  }

  it.each([['x86_64-linux-gnu', 'ld-linux-x86-64.so.2'], ['aarch64-linux-gnu', 'ld-linux-aarch64.so.1']])('run through the loader of %s', async (machine, loader) => {
    await unpacked(machine, loader)
    expect(loaderIn(join(folder, 'root'))).toEqual({ libraries: `usr/lib/${machine}`, loader: `usr/lib/${machine}/${loader}` })
    expect(programsIn(folder, {})).toMatchObject({ asterisk: join(folder, 'bin/asterisk'), asteriskModules: join(folder, 'root/usr/lib', machine, 'asterisk/modules') })
  })
  it('are said not to be whole when they are not', () => {
    expect(() => programsIn(folder, {})).toThrow(/not whole. Remove that folder/)
  })
  it('give way to an Asterisk of one\'s own, with its own modules and data', async () => {
    await unpacked('x86_64-linux-gnu', 'ld-linux-x86-64.so.2')
    const own = join(folder, 'own')
    await writeFile(own, '')
    expect(programsIn(folder, { ASTERISK_BIN: own })).toMatchObject({ asterisk: own, asteriskModules: null, asteriskData: null, sipp: join(folder, 'bin/sipp') })
    expect(() => programsIn(folder, { ASTERISK_BIN: join(folder, 'none') })).toThrow(/ASTERISK_BIN is set to .*none/)
  })
})
