import { createRequire } from 'node:module'
import type { Test } from '@jest/test-result'
import type Jest from '@jest/test-sequencer'

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as { default: typeof Jest.default }

/** Those that take longest, longest first. */
const slow = [
  'stories/offer', 'sandbox/looks', 'stories/greetings', 'conformance/sound', 'src/admin', 'conformance/restart', 'conformance/recording', 'sandbox/organisation', 'stories/voicemail', 'conformance/queue',
  'queues/editor/queue-editor', 'stories/recording', 'sandbox/queue', 'sandbox/playground', 'stories/margin', 'call/properties', 'sandbox/main-job', 'stories/admin',
]

/**
 * Longest first, so that no worker is left alone with one at the end; then by turns one that waits for processes and for
 * time, and one that computes, so that neither the machine nor the workers idle. What jest would do by itself: by the time
 * of the last run, which a clean clone never had, or by size.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const place = ({ path }: Test) => slow.findIndex((name) => path.includes(`${name}.`))
    const sorted = await super.sort(tests)
    const first = sorted.filter((test) => place(test) >= 0).toSorted((one, other) => place(one) - place(other))
    const rest = sorted.filter((test) => place(test) < 0)
    const waits = ({ context }: Test) => ['integration', 'browser', 'network'].includes(context.config.displayName?.name ?? '')
    const [waiting, computing] = [rest.filter(waits), rest.filter((test) => !waits(test))]
    const shared = (list: Test[]) => list.map((test, index) => ({ test, at: (index + 0.5) / list.length }))
    return [...first, ...[...shared(waiting), ...shared(computing)].toSorted((one, other) => one.at - other.at).map(({ test }) => test)]
  }
}
