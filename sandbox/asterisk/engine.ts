import type { Clock } from '../clock.ts'
import { createApplications } from './applications.ts'
import { createChannel, runDialplan } from './channels.ts'
import type { Core, Network } from './core.ts'
import { setVariable, tell } from './core.ts'
import type { Dialplan } from './dialplan.ts'
import { type Heard, heardBy } from './hearing.ts'
import { createLegs } from './legs.ts'
import { createParameters } from './parameters.ts'
import { createPlaybacks } from './playbacks.ts'
import { createRecordings } from './recordings.ts'
import type { Handler, Route } from './routes.ts'
import { bridgeRoutes, channelRoutes, otherRoutes } from './routes.ts'
import { createVoices } from './voices.ts'
import type { AriEvent, AriRequest, AriResponse } from './wire.ts'
import { AriRefusal } from './wire.ts'

export interface EngineOptions {
  clock: Clock
  dialplan: Dialplan
  /** Milliseconds without audio after which a person's leg is let go (pjsip.conf, rtp_timeout); it stays when not given. */
  audioLostMs?: number
  /** Names in `channelvars` of ari.conf. */
  channelVars?: string[]
  /** Seconds a sound lasts, by its name after `sound:`; others last 1.5 s. */
  sounds?: Record<string, number>
  /** Fetches a sound from an http address; without it none can be had. @throws when it can't be had */
  fetchSound?: (url: string) => Promise<Buffer>
  /** The dialplan context of an endpoint's own calls, from the resource dialled. */
  contextOf?: (resource: string) => string
}

export interface IncomingCall {
  /** The endpoint the call comes in on, e.g. `operator`; it names the channel. */
  resource: string
  context: string
  /** The number dialled. */
  exten: string
  caller: { name: string, number: string }
  /** Headers of the INVITE that the application may read by PJSIP_HEADER(read,...). */
  headers?: ReadonlyMap<string, string>
}

const nobody: Network = { reachable: () => false, invite: () => {}, notify: () => {} }

/** The greeting in the traces lasts 5.6 s; the others as in asterisk-core-sounds-en-gsm. */
const usualSounds = { 'vm-intro': 5.65, beep: 0.4, hello: 0.7, 'vm-rec-unv': 5.46, 'vm-goodbye': 0.88 }

/** Asterisk plays a `.wav` of 8 kHz mono 16-bit and nothing else under that name. */
const secondsOf = (file: Buffer): number | undefined => {
  const fits = file.toString('latin1', 8, 16) === 'WAVEfmt ' && file.readUInt16LE(20) === 1 && file.readUInt16LE(22) === 1 && file.readUInt32LE(24) === 8_000 && file.readUInt16LE(34) === 16
  return fits ? (file.length - 44) / 16_000 : undefined
}

const compile = (routes: Route[]) =>
  routes.map(([method, path, handler]) => ({
    method,
    handler,
    pattern: new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`),
  }))

/**
 * Asterisk 22's ARI without a wire: no I/O, its own clock, one request at a time. The events of a request leave after
 * it has returned (by a timer of 0 ms), in order. The order of events and every refusal follow the recorded traces.
 */
export const createEngine = (options: EngineOptions) => {
  const { clock } = options
  const applications = createApplications(clock)
  let channels = 0
  let ids = 0
  const core: Core = {
    clock,
    dialplan: options.dialplan,
    globals: new Map(),
    network: nobody,
    channels: new Map(),
    bridges: new Map(),
    channelVars: options.channelVars ?? ['CALLREF', 'LEGROLE'],
    contextOf: options.contextOf ?? ((resource) => resource.split('@').at(-1) ?? resource),
    nextChannel: () => {
      const number = channels++
      return { number, name: (resource) => `PJSIP/${resource.split('@').at(-1)}-${number.toString(16).padStart(8, '0')}` }
    },
    nextId: () => `${Math.floor(clock.now() / 1000)}.${(ids++).toString(36)}${clock.now().toString(36)}`,
    emit: applications.emit,
    isRegistered: applications.isRegistered,
  }
  const recordings = createRecordings(core, createVoices())
  const playbacks = createPlaybacks(core, {
    sounds: { ...usualSounds, ...options.sounds }, recording: recordings.seconds,
    fetched: async (url) => (options.fetchSound ? secondsOf(await options.fetchSound(url)) : undefined),
  })
  const routes = compile([
    ...channelRoutes(core, playbacks, recordings), ...bridgeRoutes(core), ...otherRoutes(core, applications, recordings),
  ])

  const find = (method: string, path: string): { handler: Handler, rest: string[] } => {
    let known = false
    for (const route of routes) {
      const match = route.pattern.exec(path)
      if (!match) continue
      known = true
      if (route.method === method) return { handler: route.handler, rest: match.slice(1).map(decodeURIComponent) }
    }
    throw known ? new AriRefusal(405, 'Invalid method') : new AriRefusal(404, 'Resource not found')
  }

  return {
    /** One ARI request, e.g. `{ method: 'POST', path: '/channels/abc/answer' }`. Never throws. */
    request(request: AriRequest): AriResponse {
      try {
        const { handler, rest } = find(request.method, request.path)
        return handler(createParameters(request), ...rest) ?? { status: 204, body: null }
      } catch (error) {
        if (error instanceof AriRefusal) return { status: error.status, body: error.body }
        // A path that is no proper percent-encoding names nothing.
        if (error instanceof URIError) return { status: 404, body: { message: 'Resource not found' } }
        throw error
      }
    },
    /**
     * An application's WebSocket. A second one of the same name gets the first told ApplicationReplaced. The result
     * closes it: from then on new calls get STASISSTATUS=FAILED, and what the application had subscribed to is forgotten.
     */
    subscribe(app: string, subscribeAll: boolean, onEvent: (event: AriEvent) => void): () => void {
      const close = applications.subscribe(app, subscribeAll, onEvent)
      return () => {
        close()
        if (applications.isRegistered(app)) return
        for (const channel of core.channels.values()) channel.listeners.delete(app)
      }
    },
    /** Puts the phone network behind the engine. */
    connect(network: Network): void {
      core.network = network
    },
    /** A call arrives from a trunk and enters the dialplan. Gives the channel's id. */
    incoming(call: IncomingCall): string {
      const { number, name } = core.nextChannel()
      const id = `${Math.floor(clock.now() / 1000)}.${number}`
      const channel = createChannel(core, { ...call, id, incoming: true }, name(call.resource))
      channel.caller = { ...call.caller }
      channel.headers = new Map(call.headers)
      tell(core, channel, 'ChannelCreated')
      channel.protocolId = core.nextId()
      setVariable(core, channel, 'SIPDOMAIN', '127.0.0.1')
      runDialplan(core, channel, 'start')
      return id
    },
    /** What far ends do: ringing, answer, reject, hangUp, hold, resume, speak, dtmf. */
    legs: createLegs(core, options.audioLostMs ?? null),
    hears: (channelId: string): Heard => heardBy(core, channelId),
    isRegistered: applications.isRegistered,
  }
}

export type Engine = ReturnType<typeof createEngine>
