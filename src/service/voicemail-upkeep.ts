import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { PersonId, Store } from '../store/port.ts'
import type { Feed } from './feed.ts'
import { encodeOpus } from './opus.ts'
import { untilNone } from './until-none.ts'
import { samplesOf } from './wav.ts'

/** What happens to messages by themselves. */
export interface VoicemailUpkeep {
  /** Makes the compressed form, unless it is there or the message is gone. */
  compress(person: PersonId, id: string): Promise<void>
  /** Asks for the compressed form of messages that have none. */
  compressRest(): Promise<void>
  /** Takes away for good what is past its time. Gives how many went. */
  expire(): Promise<number>
}

const atOnce = 200

export const createVoicemailUpkeep = ({ store, clock, feed, log }: { store: Store; clock: Clock; feed: Feed; log: Logger }): VoicemailUpkeep => ({
  async compress(person, id) {
    const message = await store.voicemail(person, id)
    if (message === null || message.compressed) return
    const audio = await store.voicemailAudio(person, id)
    if (audio === null) return
    const samples = samplesOf(audio)
    // the WAV stays what is played where nothing else can be made of it
    if (samples === null) return log.warn({ voicemailId: id }, 'a message is no telephone sound and stays as it is')
    await store.putCompressed(person, id, await encodeOpus(samples))
  },
  async compressRest() {
    const rest = await store.uncompressedVoicemails(atOnce)
    await store.addJobs(rest.map(({ tenantId, userId, id }) => ({ task: 'compress-voicemail', person: { tenantId, userId }, voicemailId: id })))
  },
  async expire() {
    const gone = await untilNone(async () => {
      const some = await store.expireVoicemails(clock.now())
      for (const { tenantId, userId } of some) feed.publish({ tenantId, userId }, { type: 'voicemails' })
      return some.length
    })
    if (gone > 0) log.info({ gone }, 'voicemails past their time were removed')
    return gone
  },
})
