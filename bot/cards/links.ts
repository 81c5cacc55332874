/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-workflow : the plus is encoded. */
export const callLink = (number: string): string => `https://teams.microsoft.com/l/call/0/0?users=4:${encodeURIComponent(number)}`

/** One page of the personal tab. https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application */
export const tabLink = (appId: string, page: 'calls' | 'voicemail' | 'settings' | `voicemail/${string}`): string =>
  `https://teams.microsoft.com/l/entity/${appId}/home?context=${encodeURIComponent(JSON.stringify({ subEntityId: page }))}`
