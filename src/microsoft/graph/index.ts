import type { AppTokens } from '../app-token.ts'
import type { Graph } from '../port.ts'
import { graphCallRecords } from './call-records.ts'
import { graphClient } from './client.ts'
import { graphGroups } from './groups.ts'
import { graphMail } from './mail.ts'
import { graphMeetings } from './meetings.ts'
import { graphPeople } from './people.ts'
import { graphPresence } from './presence.ts'
import { graphReadiness } from './readiness.ts'

/** Microsoft Graph v1.0. */
export const graph = (settings: { url: string; clientId: string }, tokens: AppTokens): Graph => {
  const client = graphClient(settings.url, tokens)
  return { ...graphPeople(client), ...graphPresence(client, settings.clientId), ...graphMail(client), ...graphCallRecords(client, settings.url), ...graphGroups(client, settings.url), ...graphMeetings(client), ...graphReadiness(client) }
}
