import { createRequire } from 'node:module'
import type { Test } from '@jest/test-result'
import type Jest from '@jest/test-sequencer'

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as { default: typeof Jest.default }

/** Stories that take their real time, longest first. */
const slow = ['stories/offer', 'stories/greetings', 'conformance/sound', 'stories/voicemail', 'conformance/recording', 'sandbox/looks', 'sandbox/main-job', 'src/admin', 'conformance/restart', 'stories/recording', 'stories/margin']
const kinds = ['integration', 'browser', 'tab', 'unit']

/**
 * Longest first, so that no worker is left alone with one at the end; and those that wait for processes and for time before those that
 * compute. What jest would do by itself: by the time of the last run, which a clean clone never had, or by size.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const rank = ({ path, context }: Test) => {
      const at = slow.findIndex((name) => path.includes(`${name}.`))
      return at >= 0 ? at : slow.length + kinds.indexOf(context.config.displayName?.name ?? '')
    }
    return [...await super.sort(tests)].toSorted((one, other) => rank(one) - rank(other))
  }
}
