import { useCallback } from 'react'
import { useDesk, useOwnPhones } from '../desk-context.tsx'
import { readLink } from './deep-link.ts'

/** Follows a link inside the Teams client on the laptop. */
export const useLinks = (): (url: string) => void => {
  const { setPage, openTab, openPage, attempt, control } = useDesk()
  const laptop = useOwnPhones().teamsLaptop?.id
  return useCallback((url: string) => {
    const link = readLink(url)
    switch (link.kind) {
      case 'chat': return setPage('chat')
      case 'tab': return openTab(link.page)
      case 'call': return laptop === undefined ? undefined : void attempt(() => control.dial(laptop, link.number))
      case 'page': return openPage(link.url)
      case 'none': return undefined
    }
  }, [setPage, openTab, openPage, attempt, control, laptop])
}
