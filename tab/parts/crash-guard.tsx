import { Component, type ReactNode } from 'react'
import { ApiError } from '../api.ts'
import { ErrorState } from './error-state.tsx'

interface CrashGuardProps {
  children: ReactNode
  onCrash: (message: string) => void
  onRetry: () => void
}

/** A mistake in our own pages shows as words with a way on, never as an empty tab. (React offers this to classes only.) */
export class CrashGuard extends Component<CrashGuardProps, { crash: ApiError | null }> {
  override state: { crash: ApiError | null } = { crash: null }

  static getDerivedStateFromError(cause: unknown) {
    return { crash: new ApiError({ status: 0, code: 'unexpected', message: 'This page made a mistake. Your calls are not affected.', cause }) }
  }

  override componentDidCatch(cause: unknown) {
    this.props.onCrash(cause instanceof Error ? cause.name : 'unknown')
  }

  override render() {
    const { crash } = this.state
    if (!crash) return this.props.children
    const retry = () => {
      this.setState({ crash: null })
      this.props.onRetry()
    }
    return <ErrorState whole title="Something went wrong here" error={crash} onRetry={retry} />
  }
}
