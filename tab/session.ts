import type { LiveCall, OperationName } from '../src/api/calls.ts'
import type { Me, SettingsPatch, SignedIn } from '../src/api/person.ts'
import type { MyQueue } from '../src/api/queues.ts'
import type { Watch } from '../src/api/watches.ts'
import { asApiError, type Api, type OperationBody } from './api.ts'
import type { StreamMessage } from './live.ts'
import { createStore, type Store } from './store.ts'
import type { Teams } from './teams-port.ts'

export interface Note {
  tone: 'info' | 'good' | 'bad'
  message: string
}

/** A command on its way. `commandId` is null until the service has taken it. */
export interface Pending {
  callId: string
  operation: OperationName
  commandId: string | null
}

export interface SessionState {
  /** Who has signed in. */
  self: SignedIn
  /** Their line; null for whoever has none and is here for a role. */
  me: Me | null
  /** Null until the service has told. */
  calls: LiveCall[] | null
  connection: 'connecting' | 'open' | 'lost'
  unread: number
  /** Colleagues the person waits for. */
  watches: Watch[]
  /** Those whose calls the person takes; none until the service has told. */
  queues: MyQueue[]
  /** Count up when the lists they name should be read again. */
  historyVersion: number
  voicemailVersion: number
  /** By `pendingKey`: a move can be on its way while its cancel is sent. */
  pending: Readonly<Record<string, Pending>>
  /** By call id: what became of the last command, where the call itself doesn't show it. */
  notes: Readonly<Record<string, Note>>
  /** What a command did to a call that is over for this person. */
  farewell: Note | null
  /** The latest sentence for a screen reader. */
  announcement: string
}

export interface Session {
  store: Store<SessionState>
  onMessage: (message: StreamMessage) => void
  onConnection: (connection: 'open' | 'lost') => void
  /** Resolves to null once the service has taken the command, or to the words of its refusal. */
  command: <Name extends OperationName>(callId: string, operation: Name, body: OperationBody<Name>) => Promise<string | null>
  saveSettings: (patch: SettingsPatch) => Promise<void>
  /** Asks anew what the service says of the person. What is known stays when there is no answer. */
  refreshMe: () => Promise<void>
  dismissNote: (callId: string) => void
  dismissFarewell: () => void
  announce: (sentence: string) => void
  setWatches: (watches: Watch[]) => void
  setQueues: (queues: MyQueue[]) => void
  setUnread: (unread: number) => void
}

export const pendingKey = (callId: string, operation: OperationName) => `${callId} ${operation}`

const without = <Value>(record: Readonly<Record<string, Value>>, key: string) => {
  const { [key]: _gone, ...rest } = record
  return rest
}

/** How long a command may stay without an outcome: longer than any phone rings (60 s). */
const patienceMs = 90_000
/** How long good news of a call that is over stands there. */
const farewellMs = 30_000

/** Everything the tab knows of the person's line, kept right by the live stream. Nothing is shown before the service said it. */
export const createSession = (api: Api, self: SignedIn, me: Me | null, teams: Pick<Teams, 'openLink'>): Session => {
  const store = createStore<SessionState>({
    self, me, calls: null, connection: 'connecting', unread: 0, watches: [], queues: [], historyVersion: 0, voicemailVersion: 0,
    pending: {}, notes: {}, farewell: null, announcement: '',
  })
  // An outcome can arrive on the stream before the 202 that names it.
  const early = new Map<string, Note>()
  let wasLost = false

  const settle = (callId: string, operation: OperationName, note: Note) => {
    const { pending, notes, calls } = store.get()
    const stillUp = calls?.some((call) => call.id === callId) ?? false
    // A call that was hung up and is gone needs no more words.
    const needsFarewell = !stillUp && !(operation === 'hangup' && note.tone === 'good')
    const isShown = needsFarewell || (stillUp && note.tone !== 'good')
    store.set({
      pending: without(pending, pendingKey(callId, operation)),
      // Where it is shown, its bar is spoken.
      ...(isShown ? {} : { announcement: note.message }),
      // What worked shows on the call itself; what failed is said on its card.
      ...(stillUp && note.tone !== 'good' ? { notes: { ...notes, [callId]: note } } : {}),
      ...(needsFarewell ? { farewell: note } : {}),
    })
    // Good news grows old by itself; a failure stays until the person has seen it.
    if (needsFarewell && note.tone === 'good') setTimeout(() => { if (store.get().farewell === note) store.set({ farewell: null }) }, farewellMs)
  }

  const onCalls = (calls: LiveCall[]) => {
    const ids = new Set(calls.map((call) => call.id))
    const { pending, notes, farewell, calls: before } = store.get()
    const isNews = calls.some(({ id }) => !before?.some((call) => call.id === id))
    const keep = <Value>(record: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)))
    // What became of the last call is old news once the next one begins.
    store.set({ calls, notes: keep(notes), farewell: isNews ? null : farewell })
    if (!wasLost) return
    // Outcomes that came while we were away are not repeated.
    wasLost = false
    for (const { callId, operation, commandId } of Object.values(pending)) {
      if (commandId) settle(callId, operation, { tone: 'info', message: 'The connection was gone for a moment. This is where the call is now.' })
    }
  }

  const onOutcome = (commandId: string, note: Note) => {
    const found = Object.values(store.get().pending).find((each) => each.commandId === commandId)
    if (found) return settle(found.callId, found.operation, note)
    early.set(commandId, note)
    const [oldest] = early.keys()
    if (early.size > 50 && oldest) early.delete(oldest)
  }

  return {
    store,
    onMessage(message) {
      const state = store.get()
      switch (message.name) {
        case 'calls': return onCalls(message.body.items)
        case 'me': return store.set({ me: message.body })
        case 'history': return store.set({ historyVersion: state.historyVersion + 1 })
        case 'voicemails': return store.set({ unread: message.body.unread, voicemailVersion: state.voicemailVersion + 1 })
        case 'watches': return store.set({ watches: message.body.items })
        case 'queues': return store.set({ queues: message.body.items })
        case 'command': return onOutcome(message.body.commandId, { tone: message.body.outcome === 'done' ? 'good' : 'bad', message: message.body.message })
      }
    },
    onConnection(connection) {
      const { connection: before, historyVersion } = store.get()
      if (connection === before) return
      if (connection === 'lost') wasLost = true
      // A new stream tells calls, person and voicemails by itself; the history has to be read again.
      const again = connection === 'open' && before === 'lost'
      store.set({ connection, ...(again ? { historyVersion: historyVersion + 1 } : {}) })
    },
    async command(callId, operation, body) {
      const key = pendingKey(callId, operation)
      const put = (commandId: string | null) => store.set({ pending: { ...store.get().pending, [key]: { callId, operation, commandId } } })
      put(null)
      store.set({ notes: without(store.get().notes, callId), farewell: null })
      try {
        const { commandId, joinUrl } = await api.command(callId, operation, body)
        if (joinUrl !== undefined) void teams.openLink(joinUrl).catch(() => store.set({ announcement: 'The meeting can’t be opened from here. Its link is in your chat.' }))
        const outcome = early.get(commandId)
        early.delete(commandId)
        if (outcome) settle(callId, operation, outcome)
        else {
          put(commandId)
          setTimeout(() => {
            if (store.get().pending[key]?.commandId === commandId) settle(callId, operation, { tone: 'info', message: 'No word came back about this. What you see is where the call is now.' })
          }, patienceMs)
        }
        return null
      } catch (error) {
        const { message } = asApiError(error)
        settle(callId, operation, { tone: 'bad', message })
        return message
      }
    },
    async saveSettings(patch) {
      store.set({ me: await api.saveSettings(patch) })
    },
    async refreshMe() {
      await api.me().then((fresh) => store.set({ me: fresh }), () => undefined)
    },
    dismissNote: (callId) => store.set({ notes: without(store.get().notes, callId) }),
    dismissFarewell: () => store.set({ farewell: null }),
    announce: (announcement) => store.set({ announcement }),
    setWatches: (watches) => store.set({ watches }),
    setQueues: (queues) => store.set({ queues }),
    setUnread: (unread) => store.set({ unread }),
  }
}
