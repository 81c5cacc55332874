import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { databaseHome, pathHash } from './places.ts'

const project = resolve(import.meta.dirname, '..', '..')

/** Where the keeper of the test server says how to reach it: one folder for each user and clone. */
export const stateFolder = (): string => join(tmpdir(), `single-number-tests-${process.getuid?.() ?? 'user'}-${pathHash(project)}`)

/** Where the test server has its files. */
export const testServerHome = (): string => databaseHome(join(stateFolder(), 'files'))
