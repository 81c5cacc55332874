import type { Clock } from '../clock.ts'
import type { Bridge, Channel, EmittedEvent } from './core.ts'
import type { AriEvent } from './wire.ts'
import { timestamp } from './wire.ts'

interface Application {
  name: string
  all: boolean
  /** Bridges it asked for by `POST /applications/{app}/subscription`. */
  bridges: Set<string>
  deliver: ((event: AriEvent) => void) | null
}

const isChannel = (about: Channel | Bridge): about is Channel => 'protocolId' in about

/**
 * Who hears what. Events leave in order, after the call that caused them has returned, so nobody is
 * called back in the middle of his own request.
 */
export const createApplications = (clock: Clock, asteriskId = 'asterisk') => {
  const apps = new Map<string, Application>()
  const outbox: Array<() => void> = []
  let flushing = false

  const flush = () => {
    flushing = false
    for (const send of outbox.splice(0)) send()
  }
  const enqueue = (app: Application, event: AriEvent) => {
    const deliver = app.deliver
    if (!deliver) return
    outbox.push(() => {
      if (app.deliver === deliver || event.type === 'ApplicationReplaced') deliver(event)
    })
    if (flushing) return
    flushing = true
    clock.setTimeout(0, flush)
  }
  const concerns = (app: Application, about: EmittedEvent['about']): boolean => {
    if (app.all) return true
    if (Array.isArray(about)) return about.some((channel) => concerns(app, channel))
    if (isChannel(about)) return about.listeners.has(app.name)
    return app.bridges.has(about.id) || about.channels.some((channel) => channel.listeners.has(app.name))
  }
  const stamp = (app: Application, event: EmittedEvent['event']): AriEvent =>
    ({ ...event, timestamp: timestamp(clock.now()), application: app.name, asterisk_id: asteriskId })

  return {
    /** Registers an application; a second one of the same name replaces the first, which is told so. */
    subscribe(name: string, all: boolean, deliver: (event: AriEvent) => void): () => void {
      const app = apps.get(name) ?? { name, all, bridges: new Set<string>(), deliver: null }
      if (app.deliver) enqueue(app, stamp(app, { type: 'ApplicationReplaced' }))
      apps.set(name, app)
      app.all = all
      app.deliver = deliver
      return () => {
        // A replaced instance leaving must not take the name from its successor.
        if (app.deliver !== deliver) return
        app.deliver = null
        apps.delete(name)
      }
    },
    emit({ about, event }: EmittedEvent): void {
      for (const app of apps.values()) if (concerns(app, about)) enqueue(app, stamp(app, event))
    },
    isRegistered: (name: string) => apps.has(name),
    get: (name: string) => apps.get(name),
    names: () => [...apps.keys()],
  }
}

export type Applications = ReturnType<typeof createApplications>
