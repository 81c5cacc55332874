import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'

/** `npm run serve`: starts the app with the settings of the environment, stops it kindly on SIGTERM and SIGINT. */
const main = async (): Promise<void> => {
  const app = buildApp(readConfig())
  let stopping = false
  const stop = (code: number) => {
    if (stopping) return
    stopping = true
    // calls go on in the engine; whatever hangs here must not hold the process
    setTimeout(() => process.exit(code), 5_000).unref()
    void app.stop().finally(() => process.exit(code))
  }
  process.on('SIGTERM', () => stop(0))
  process.on('SIGINT', () => stop(0))
  void app.replaced.then(() => stop(3))
  await app.start()
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
