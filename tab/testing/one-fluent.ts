import { fileURLToPath } from 'node:url'
import { build, esmExternalRequirePlugin } from 'vite'

const react = [/^react($|\/)/, /^react-dom($|\/)/]
const fileOf = (path: string) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))

/**
 * Makes one file of Fluent before the tab's tests, which each of them loads in place of some thousand: two thirds of the
 * time in which a test file of the tab began. React stays outside: there must be one.
 */
export default async (): Promise<void> => {
  await build({
    configFile: false, logLevel: 'error', plugins: [esmExternalRequirePlugin({ external: react })],
    build: { outDir: fileOf('.cache/fluent'), lib: { entry: fileOf('@fluentui/react-components/lib/index.js'), formats: ['es'], fileName: () => 'fluent.mjs' }, minify: false },
  })
}
