/**
 * Stands in for the channel service in front of Microsoft's Agents Playground. The Playground sends what a person
 * does without the Bot Framework's signature (or with Entra's own, from the internet); the bot takes nothing
 * unsigned and has no switch for it. So this proxy does what the service does: it signs each activity for its
 * serviceUrl with the Bot Framework's pretended key, and passes it on.
 */
import { z } from 'zod/v4'
import type { Entra } from '../entra/index.ts'
import { HttpError, createRouter, listen, route } from '../http.ts'

export interface ChannelProxyOptions {
  port: number
  /** The bot's messaging endpoint. */
  botUrl: string
  entra: Pick<Entra, 'botToken'>
}

const signable = z.looseObject({ serviceUrl: z.url() })

export const startChannelProxy = async ({ port, botUrl, entra }: ChannelProxyOptions): Promise<{ botUrl: string, close(): Promise<void> }> => {
  const handle = createRouter({
    presentError: ({ status, code, message }) => ({ status, body: { error: { code, message } } }),
    routes: [route('POST', '/api/messages', async (request) => {
      const activity = signable.safeParse(await request.json())
      if (!activity.success) throw new HttpError(400, 'bad-activity', 'An activity with a serviceUrl was expected.')
      const answer = await fetch(botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await entra.botToken({ serviceUrl: activity.data.serviceUrl })}` },
        body: JSON.stringify(activity.data),
        signal: AbortSignal.timeout(20_000),
      })
      const text = await answer.text()
      return { status: answer.status, ...(text === '' ? {} : { body: JSON.parse(text) as unknown }) }
    })],
  })
  const listener = await listen((request, response) => void handle(request, response), port)
  return { botUrl: `${listener.url}/api/messages`, close: listener.close }
}
