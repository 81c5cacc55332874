import { useEffect, useState, type ComponentType, type FunctionComponent } from 'react'
import { ApiError } from '../api.ts'
import { ErrorState } from './error-state.tsx'
import { LoadingRows } from './loading-rows.tsx'

/** A page whose code is fetched when it is first opened. React's own `lazy` would remember for good that it did not come. */
export const later = (name: string, load: () => Promise<ComponentType>): FunctionComponent => function Later() {
  const [Content, setContent] = useState<ComponentType | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let over = false
    setError(null)
    load().then((loaded) => { if (!over) setContent(() => loaded) }, (cause: unknown) => {
      if (!over) setError(new ApiError({ status: 0, code: 'offline', message: 'Check your connection and try again. If it stays so, reload the tab: there may be a newer version.', cause }))
    })
    return () => { over = true }
  }, [attempt])
  if (Content) return <Content />
  return error
    ? <ErrorState title={`${name} can’t be opened`} error={error} onRetry={() => setAttempt((count) => count + 1)} />
    : <LoadingRows label={`Opening ${name.charAt(0).toLowerCase()}${name.slice(1)}`} count={3} />
}
