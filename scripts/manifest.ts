/** A setting of the package is missing. The message names each and where it belongs. */
export class MissingSettings extends Error {
  constructor(names: string[], file: string) {
    super(`These settings are missing in ${file}:\n${names.map((name) => `  ${name}`).join('\n')}`)
    this.name = 'MissingSettings'
  }
}

/** May stay empty: an empty suffix is the released app's name. */
const mayBeEmpty = new Set(['APP_NAME_SUFFIX'])

/**
 * Fills `${{NAME}}` the way Agents Toolkit does. Throws MissingSettings for what is absent or empty, and Error when
 * the result is no JSON.
 */
export const fillManifest = (template: string, settings: Record<string, string | undefined>, file: string): string => {
  const missing = new Set<string>()
  const filled = template.replace(/\$\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => {
    const value = settings[name] ?? ''
    if (value === '' && !mayBeEmpty.has(name)) missing.add(name)
    // inside a JSON string
    return JSON.stringify(value).slice(1, -1)
  })
  if (missing.size > 0) throw new MissingSettings([...missing], file)
  JSON.parse(filled)
  return filled
}
