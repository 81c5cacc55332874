/**
 * POST /users/{id}/sendMail, as Microsoft documents it ("user: sendMail"): 202 without a body, the mail put on its way.
 * Mail.Send; a request of 4 MB at most, a file attached in it of 3 MB at most.
 */
import { z } from 'zod/v4'
import { HttpError } from '../http.ts'

const attachment = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.fileAttachment'),
  name: z.string().min(1),
  contentType: z.string().optional(),
  contentBytes: z.base64(),
})

export const sendMailBody = z.strictObject({
  message: z.strictObject({
    subject: z.string(),
    body: z.strictObject({ contentType: z.enum(['Text', 'HTML', 'text', 'html']), content: z.string() }),
    toRecipients: z.array(z.strictObject({ emailAddress: z.strictObject({ address: z.email(), name: z.string().optional() }) })).min(1),
    attachments: z.array(attachment).optional(),
  }),
  saveToSentItems: z.boolean().optional(),
})

/** The 4 MB of a Graph request. */
export const largestRequest = 4_194_304
const largestFile = 3_145_728

/** A mail that was sent. */
export interface SentMail {
  at: string
  from: string
  to: string[]
  subject: string
  text: string
  attachments: { name: string; contentType: string; content: Buffer }[]
  savedToSentItems: boolean
}

export const createMailBook = (now: () => number) => {
  const sent = new Map<string, SentMail[]>()
  return {
    send(userId: string, from: string, { message, saveToSentItems = true }: z.infer<typeof sendMailBody>): void {
      const attachments = (message.attachments ?? []).map(({ name, contentType = 'application/octet-stream', contentBytes }) => ({ name, contentType, content: Buffer.from(contentBytes, 'base64') }))
      if (attachments.some(({ content }) => content.length > largestFile)) throw new HttpError(413, 'ErrorMessageSizeExceeded', 'The attachment is larger than 3 MB; an upload session is needed.')
      const mail = {
        at: new Date(now()).toISOString(), from, to: message.toRecipients.map(({ emailAddress }) => emailAddress.address), subject: message.subject,
        text: message.body.content, attachments, savedToSentItems: saveToSentItems,
      }
      sent.set(userId, [...sent.get(userId) ?? [], mail])
    },
    /** Newest last. */
    of: (userId: string): SentMail[] => sent.get(userId) ?? [],
  }
}
