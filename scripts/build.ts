import { fileURLToPath } from 'node:url'
import { buildPages } from '../sandbox/build.ts'

/** `npm run build`: builds the tab and the desk where their sources changed. */
await buildPages(fileURLToPath(new URL('..', import.meta.url)), (line) => process.stdout.write(`${line}\n`))
