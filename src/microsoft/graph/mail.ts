import { z } from 'zod/v4'
import { GraphError, type Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const mailbox = z.object({ mail: z.string().nullish(), userPrincipalName: z.string().nullish() })

/**
 * POST /users/{id}/sendMail with application permission Mail.Send, which an administrator narrows to these mailboxes:
 * https://learn.microsoft.com/graph/api/user-sendmail and https://learn.microsoft.com/exchange/permissions-exo/application-rbac
 */
export const graphMail = (client: GraphClient): Pick<Graph, 'mailTo'> => ({
  async mailTo({ tenantId, userId }, { subject, text, attachment }) {
    const { mail, userPrincipalName } = mailbox.parse(await client.request(tenantId, 'GET', `/users/${userId}?$select=mail,userPrincipalName`))
    const address = mail || userPrincipalName
    if (!address) throw new GraphError(404, `GET /users/${userId}: nowhere to send mail to`)
    await client.request(tenantId, 'POST', `/users/${userId}/sendMail`, {
      // some 4 MB travel
      deadlineMs: 30_000,
      body: {
        message: {
          subject,
          body: { contentType: 'Text', content: text },
          toRecipients: [{ emailAddress: { address } }],
          attachments: [{
            '@odata.type': '#microsoft.graph.fileAttachment', name: attachment.name, contentType: attachment.contentType, contentBytes: attachment.content.toString('base64'),
          }],
        },
        saveToSentItems: false,
      },
    })
  },
})
