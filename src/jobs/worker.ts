import { Logger as WorkerLogger, run, type JobHelpers, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker'
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
const lookMs = 2_000

const releaseStuck = async (pool: Pool): Promise<void> => {
  await pool.query(`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs where locked_at < now() - make_interval(secs => $1) having count(*) > 0`, [stuckSeconds])
}

/** A worker takes up what is due within a second. */
const idleMs = 4_000

/** Work that is due, or was taken up and never given back. */
const isWorkWaiting = async (pool: Pool): Promise<boolean> => {
  const { rows } = await pool.query<{ waiting: boolean }>(`select exists (select from graphile_worker.jobs
    where locked_by is not null or (run_at < now() - make_interval(secs => 3) and attempts < max_attempts)) as waiting`)
  return rows[0]?.waiting === true
}

/** Runs the job worker, and runs it again whenever the database took it down. Rejects when it can't be started the first time. */
export const keepWorking = async ({ pool, log, clock, taskList }: WorkerPorts): Promise<{ stop(): Promise<void> }> => {
  const quiet = new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.warn({ worker: message }, 'job worker')
  })
  let runner: Runner | null = null
  /** Counts the runners: one that was given up is told by it. */
  let generation = 0
  let stopped = false
  let cancelAgain = () => {}
  /** When work was last taken up or done, or a runner began (epoch ms), and how much is being done. */
  let lastSign = clock.now()
  let atWork = 0
  const watched: TaskList = Object.fromEntries(Object.entries(taskList).map(([name, task]) => [name, async (payload: unknown, helpers: JobHelpers) => {
    lastSign = clock.now()
    atWork += 1
    try {
      return await task?.(payload, helpers)
    } finally {
      atWork -= 1
      lastSign = clock.now()
    }
  }]))

  const begin = async (): Promise<void> => {
    const mine = ++generation
    lastSign = clock.now()
    await releaseAbandoned(pool)
    const begun = await run({
      pgPool: pool,
      noHandleSignals: true,
      logger: quiet,
      taskList: watched,
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
    if (stopped || mine !== generation) return await begun.stop()
    runner = begun
    void begun.promise.catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'the job worker stopped')).then(() => {
      if (mine === generation) again()
    })
  }
  const again = (): void => {
    generation += 1
    runner = null
    cancelAgain()
    if (stopped) return
    cancelAgain = clock.setTimeout(againMs, () => {
      void begin().catch((error: unknown) => {
        log.warn({ err: error instanceof Error ? error.message : error }, 'the job worker could not start again yet')
        again()
      })
    })
  }

  /** One that lost the database under it may neither work nor end, for a minute and more (graphile-worker 0.18): another takes its place. */
  const replaceIdle = async (): Promise<void> => {
    if (atWork > 0 || clock.now() - lastSign < idleMs || !(await isWorkWaiting(pool))) return
    log.warn({}, 'the job worker leaves work waiting; another takes its place')
    void runner?.stop().catch(() => undefined)
    again()
  }

  let cancelLook = () => {}
  const look = (): void => {
    cancelLook = clock.setTimeout(lookMs, () => {
      void releaseStuck(pool).then(replaceIdle).catch(() => undefined).then(() => {
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
