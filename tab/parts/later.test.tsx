import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import '@testing-library/jest-dom'
import { FluentProvider, teamsLightTheme } from '@fluentui/react-components'
import { later } from './later.tsx'

describe('a page that comes when it is opened', () => {
  it('is waited for; one that does not come can be asked for again', async () => {
    const tries: PromiseWithResolvers<() => React.ReactElement>[] = []
    const Page = later('The organisation’s page', () => {
      const promise = Promise.withResolvers<() => React.ReactElement>()
      tries.push(promise)
      return promise.promise
    })
    render(<FluentProvider theme={teamsLightTheme}><Page /></FluentProvider>)
    expect(screen.getByLabelText('Opening the organisation’s page')).toBeVisible()
    await act(async () => tries[0]?.reject(new TypeError('Failed to fetch dynamically imported module')))
    expect(screen.getByRole('heading', { name: 'The organisation’s page can’t be opened' })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await act(async () => tries[1]?.resolve(() => <p>Here it is</p>))
    expect(screen.getByText('Here it is')).toBeVisible()
  })
})
