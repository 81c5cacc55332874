/**
 * Templates of configuration files. `@NAME@` within a line stands for one value; alone on a line, for any number of
 * lines. (`${NAME}` is Asterisk's own.)
 */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** A template and its values do not fit. The message names the file and the placeholder, never the value. */
export class FillError extends Error {
  constructor(file: string, placeholder: string, why: string) {
    super(`${file}: @${placeholder}@ ${why}`)
    this.name = 'FillError'
  }
}

const placeholder = /@([A-Z][A-Z_]*)@/g
const alone = /^@([A-Z][A-Z_]*)@$/

/** A line break would begin a line of the value's own, ";" would hide the rest of the line. */
const breaksOut = (value: string): boolean => /[\r\n\0;]/.test(value)

/**
 * Puts the values in. A value within a line may not hold a line break, ";" or a square bracket; a line may not hold a
 * break or ";" (but for SIP's ";transport=", which is escaped), nor begin with "#" (Asterisk would include a file).
 * Throws FillError, also for a placeholder without a value.
 */
export const fill = (file: string, template: string, values: Values): string => {
  const valueOf = (name: string): string | readonly string[] => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new FillError(file, name, 'has no value')
    return value
  }
  const inline = (name: string): string => {
    const value = valueOf(name)
    if (typeof value !== 'string') throw new FillError(file, name, 'stands for lines and must stand alone on its line')
    if (value === '') throw new FillError(file, name, 'is empty')
    const escaped = escapeParameters(value)
    if (breaksOut(escaped.replaceAll('\\;', '')) || /[[\]]/.test(value)) throw new FillError(file, name, 'holds a line break, ";" or a square bracket')
    return escaped
  }
  const block = (name: string): string[] => {
    const value = valueOf(name)
    if (typeof value === 'string') return [inline(name)]
    return value.map((line) => {
      const escaped = escapeParameters(line)
      if (breaksOut(escaped.replaceAll('\\;', '')) || line.startsWith('#')) throw new FillError(file, name, 'holds a line with a break, ";" or "#" before it')
      return escaped
    })
  }
  return template.split('\n').flatMap((line) => {
    const name = alone.exec(line)?.[1]
    return name === undefined ? [line.replaceAll(placeholder, (_, each: string) => inline(each))] : block(name)
  }).join('\n')
}

/** The one semicolon that belongs into a value: that of a SIP address. */
const escapeParameters = (value: string): string => value.replaceAll(/;(?=transport=(?:udp|tcp|tls)$)/g, '\\;')
