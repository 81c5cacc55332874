import { Logger as WorkerLogger, run, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'

type Pool = NonNullable<RunnerOptions['pgPool']>

export interface WorkerPorts {
  pool: Pool
  log: Logger
  clock: Clock
  taskList: TaskList
}

const againMs = 1_000

/**
 * Jobs that a process took and never gave back (it was killed, or the database went away under it) would hold their
 * person's queue for four hours. The jobs look at the calls this process owns, so it is the only one that works them:
 * whoever else has a lock is gone.
 */
const releaseAbandoned = async (pool: Pool): Promise<void> => {
  await pool.query(`select graphile_worker.force_unlock_workers(coalesce(array_agg(distinct locked_by), '{}'))
    from graphile_worker.jobs where locked_by is not null`)
}

/** No work of ours takes this long: its outcome could not be written, and the lock would hold its person's queue for hours. */
const stuckSeconds = 45
const lookForStuckMs = 10_000

const releaseStuck = async (pool: Pool): Promise<void> => {
  await pool.query(`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs where locked_at < now() - make_interval(secs => $1) having count(*) > 0`, [stuckSeconds])
}

/** Runs the job worker, and runs it again whenever the database took it down. Rejects when it can't be started the first time. */
export const keepWorking = async ({ pool, log, clock, taskList }: WorkerPorts): Promise<{ stop(): Promise<void> }> => {
  const quiet = new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.warn({ worker: message }, 'job worker')
  })
  let runner: Runner | null = null
  let stopped = false
  let cancelAgain = () => {}

  const begin = async (): Promise<void> => {
    await releaseAbandoned(pool)
    const begun = await run({
      pgPool: pool,
      noHandleSignals: true,
      logger: quiet,
      taskList,
      preset: {
        worker: {
          concurrentJobs: 5,
          pollInterval: 1_000,
          // without a batch, an outcome that can't be written is a rejection nobody handles, and that ends the process
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    })
    if (stopped) return await begun.stop()
    runner = begun
    void begun.promise.catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'the job worker stopped')).then(again)
  }
  const again = (): void => {
    runner = null
    if (stopped) return
    cancelAgain = clock.setTimeout(againMs, () => {
      void begin().catch((error: unknown) => {
        log.warn({ err: error instanceof Error ? error.message : error }, 'the job worker could not start again yet')
        again()
      })
    })
  }

  let cancelLook = () => {}
  const look = (): void => {
    cancelLook = clock.setTimeout(lookForStuckMs, () => {
      void releaseStuck(pool).catch(() => undefined).then(() => {
        if (!stopped) look()
      })
    })
  }

  await begin()
  look()
  return {
    async stop() {
      stopped = true
      cancelAgain()
      cancelLook()
      await runner?.stop().catch(() => undefined)
    },
  }
}
