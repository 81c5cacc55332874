import { postgres } from '../../src/store/index.ts'
import { startMigratedDatabase } from './test-database.ts'

export interface TestStore {
  store: ReturnType<typeof postgres>
  /** The database's address. */
  url: string
  close(): Promise<void>
}

/** The store on a database of its own, as the app leaves it after its first start. */
export const openTestStore = async (...told: Parameters<typeof postgres> extends [string, ...infer Rest] ? Rest : never): Promise<TestStore> => {
  const database = await startMigratedDatabase()
  const store = postgres(database.url, ...told)
  return {
    store, url: database.url,
    async close() {
      await store.close()
      await database.stop()
    },
  }
}
