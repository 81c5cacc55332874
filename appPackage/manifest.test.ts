import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, cp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'yaml'
import { commands } from '../bot/commands/index.ts'
import { understand } from '../bot/understand.ts'
import { colorIcon, outlineIcon } from '../scripts/icons.ts'
import { fillManifest } from '../scripts/manifest.ts'
import { makePackage } from '../scripts/package.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const settings = {
  APP_VERSION: '1.0.0', APP_NAME_SUFFIX: '-test', DEVELOPER_NAME: 'Northwind "Traders"', APP_DOMAIN: 'calls.northwind.example', PRIVACY_URL: 'https://northwind.example/privacy', TERMS_URL: 'https://northwind.example/terms',
  TEAMS_APP_ID: '0d7f6c1e-52a4-4d0b-9a53-2f7f0e1b7c11', BOT_ID: '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21', AAD_APP_CLIENT_ID: '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21',
}
const environmentText = (values: Record<string, string>) => Object.entries(values).map(([name, value]) => `${name}='${value}'`).join('\n')

interface Manifest {
  $schema: string
  manifestVersion: string
  version: string
  name: { short: string; full: string }
  description: { short: string }
  developer: { name: string }
  bots: [{ botId: string; scopes: string[]; commandLists: [{ scopes: string[]; commands: { title: string; description: string }[] }] }]
  staticTabs: { entityId: string; contentUrl?: string }[]
  validDomains: string[]
  webApplicationInfo: { id: string; resource: string }
}

/** The files of an archive, read by its central directory. */
const unzip = (archive: Buffer): Record<string, Buffer> => {
  const end = archive.length - 22
  expect(archive.readUInt32LE(end)).toBe(0x06054b50)
  const files: Record<string, Buffer> = {}
  let at = archive.readUInt32LE(end + 16)
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    const [packed, name, extra, comment, offset] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)]
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28)
    files[archive.toString('utf8', at + 46, at + 46 + name)] = inflateRawSync(archive.subarray(start, start + packed))
    at += 46 + name + extra + comment
  }
  return files
}

/** Width, height, bits per channel and colour type, from the header. */
const pngHeader = (image: Buffer) => {
  expect(image.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  return [image.readUInt32BE(16), image.readUInt32BE(20), image[24], image[25]]
}

describe('the app package', () => {
  let filled: string
  let manifest: Manifest
  beforeAll(async () => {
    filled = fillManifest(await readFile(join(root, 'appPackage/manifest.json'), 'utf8'), settings, 'env/.env.test')
    manifest = JSON.parse(filled) as Manifest
  })

  it('has a manifest that Microsoft\'s schema accepts, and the check can tell', async () => {
    // app-manifest's validator does not run inside jest's sandboxed modules
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'))
    const texts = [filled, filled.replace('"#4F52B2"', '"purple"'), filled.replace(settings.BOT_ID, 'no-guid')]
    const files = texts.map((_text, index) => join(folder, `${index}.json`))
    await Promise.all(texts.map((text, index) => writeFile(files[index]!, text)))
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/validate-manifest.ts'), ...files])
    await rm(folder, { recursive: true })
    expect(JSON.parse(stdout)).toEqual([[], [expect.stringContaining('accentColor')], [expect.stringContaining('botId')]])
  })

  it('offers in the menu what the bot understands, no more and no less', () => {
    const menu = manifest.bots[0].commandLists[0].commands
    expect(menu).toEqual(commands.flatMap(({ menu: title, help: description }) => (title === null ? [] : [{ title, description }])))
    for (const { title } of menu) expect(understand(title, commands)?.command.menu).toBe(title)
    // Teams' own limits, tighter than the schema: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/create-a-bot-commands-menu
    expect(menu.length).toBeLessThanOrEqual(10)
    for (const { title, description } of menu) {
      expect(title.length).toBeLessThanOrEqual(32)
      expect(description.length).toBeLessThanOrEqual(128)
    }
    expect(manifest.bots[0].scopes).toEqual(['personal'])
  })

  it('names its own host, and no other, wherever one stands', () => {
    expect(manifest.validDomains).toEqual([settings.APP_DOMAIN])
    expect(manifest.staticTabs[0]?.contentUrl).toBe('https://calls.northwind.example/tab/')
    expect(manifest.webApplicationInfo).toEqual({ id: settings.AAD_APP_CLIENT_ID, resource: `api://${settings.APP_DOMAIN}/${settings.AAD_APP_CLIENT_ID}` })
    expect(manifest.$schema).toContain(`v${manifest.manifestVersion}`)
    expect(manifest.name.short.length).toBeLessThanOrEqual(30)
    expect(manifest.description.short.length).toBeLessThanOrEqual(80)
    expect(manifest.developer.name).toBe('Northwind "Traders"')
  })

  it('has a colour icon of 192 by 192 and a white outline of 32 by 32', async () => {
    const [color, outline] = await Promise.all([readFile(join(root, 'appPackage/color.png')), readFile(join(root, 'appPackage/outline.png'))])
    expect(pngHeader(color)).toEqual([192, 192, 8, 6])
    expect(pngHeader(outline)).toEqual([32, 32, 8, 6])
    // as drawn by scripts/icons.ts, and nothing but white of some strength on the outline
    expect(color.equals(colorIcon())).toBe(true)
    expect(outline.equals(outlineIcon())).toBe(true)
    const pixels = inflateRawSync(outline.subarray(outline.indexOf('IDAT') + 6))
    const seen = new Set<number>()
    for (let row = 0; row < 32; row++) for (let column = 0; column < 32; column++) {
      const at = row * 129 + 1 + column * 4
      expect(pixels.subarray(at, at + 3).toString('hex')).toBe('ffffff')
      seen.add(pixels[at + 3]!)
    }
    expect(seen.has(0)).toBe(true)
    expect(seen.has(255)).toBe(true)
  })

  describe('npm run package', () => {
    let project: string
    beforeEach(async () => {
      project = await mkdtemp(join(tmpdir(), 'package-'))
      await mkdir(join(project, 'env'))
      await cp(join(root, 'appPackage'), join(project, 'appPackage'), { recursive: true, filter: (path) => !path.endsWith('build') })
    })
    afterEach(() => rm(project, { recursive: true }))

    it('writes an archive of exactly the three files, filled in', async () => {
      await writeFile(join(project, 'env/.env.test'), environmentText({ ...settings, DEVELOPER_NAME: 'Northwind' }))
      const target = await makePackage({ root: project, env: 'test' })
      expect(target).toBe(join(project, 'appPackage/build/appPackage.test.zip'))
      const files = unzip(await readFile(target))
      expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
      expect(JSON.parse(files['manifest.json']!.toString())).toMatchObject({ bots: [{ botId: settings.BOT_ID }], developer: { name: 'Northwind' } })
      expect(files['manifest.json']!.toString()).not.toContain('${{')
      expect(files['color.png']!.equals(colorIcon())).toBe(true)
    })
    it('takes what is kept out of the repository from .user, and the environment above all', async () => {
      const { BOT_ID: _bot, APP_VERSION: _version, ...rest } = { ...settings, DEVELOPER_NAME: 'Northwind' }
      await writeFile(join(project, 'env/.env.test'), environmentText(rest))
      await writeFile(join(project, 'env/.env.test.user'), environmentText({ BOT_ID: settings.BOT_ID, APP_VERSION: '1.0.0' }))
      const files = unzip(await readFile(await makePackage({ root: project, env: 'test', environment: { APP_VERSION: '2.0.0' } })))
      expect(JSON.parse(files['manifest.json']!.toString())).toMatchObject({ version: '2.0.0', bots: [{ botId: settings.BOT_ID }] })
    })
    it('names every setting that is missing, and writes nothing', async () => {
      await writeFile(join(project, 'env/.env.test'), 'APP_VERSION=1.0.0\nBOT_ID=\n')
      const error = await makePackage({ root: project, env: 'test' }).catch((thrown: unknown) => thrown)
      expect((error as Error).message).toBe(`These settings are missing in env/.env.test:\n${['TEAMS_APP_ID', 'DEVELOPER_NAME', 'APP_DOMAIN', 'PRIVACY_URL', 'TERMS_URL', 'BOT_ID', 'AAD_APP_CLIENT_ID'].map((name) => `  ${name}`).join('\n')}`)
      await expect(makePackage({ root: project, env: 'nowhere' })).rejects.toThrow('There is no')
    })
  })

  it.each(['teamsapp.yml', 'teamsapp.local.yml'])('%s names only files that exist and settings that the environment knows', async (name) => {
    const text = await readFile(join(root, name), 'utf8')
    const { version, provision } = parse(text) as { version: string; provision: { uses: string; with: Record<string, unknown>; writeToEnvironmentFile?: Record<string, string> }[] }
    expect(version).toBe('v1.8')
    expect(provision.map(({ uses }) => uses)).toEqual(expect.arrayContaining(['aadApp/create', 'teamsApp/create', 'botFramework/create', 'teamsApp/zipAppPackage', 'teamsApp/validateAppPackage', 'teamsApp/update']))
    const known: string[] = (await readFile(join(root, name === 'teamsapp.yml' ? 'env/.env.dev' : 'env/.env.local'), 'utf8')).match(/^\w+(?==)/gm) ?? ['']
    const written = provision.flatMap(({ writeToEnvironmentFile }) => Object.values(writeToEnvironmentFile ?? {}))
    const manifests = await Promise.all(['appPackage/manifest.json', 'appPackage/aad.manifest.json'].map((file) => readFile(join(root, file), 'utf8')))
    for (const [, used = ''] of [text, ...manifests].join('\n').matchAll(/\$\{\{\s*(\w+)\s*\}\}/g)) expect(known).toContain(used)
    // secrets are kept out of the committed file
    for (const setting of written) expect(known.includes(setting)).toBe(!setting.startsWith('SECRET_'))
  })
})
