/** Checks filled manifests against Microsoft's schema, offline. Prints each one's complaints as a JSON array of arrays: node scripts/validate-manifest.ts <files> */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ManifestUtil, type TeamsManifest } from '@microsoft/app-manifest'

const library = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'))

const complaintsOf = async (file: string): Promise<string[]> => {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as TeamsManifest
  const schemaFile = join(library, 'json-schemas/teams', `v${manifest.manifestVersion}`, 'MicrosoftTeams.schema.json')
  // the published schema writes the bell as \a, which a JavaScript regular expression reads as the letter
  const schema: unknown = JSON.parse((await readFile(schemaFile, 'utf8')).replaceAll('\\\\a', '\\\\x07'))
  return ManifestUtil.validateManifestAgainstSchema(manifest as never, schema as never)
}

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(complaintsOf))))
