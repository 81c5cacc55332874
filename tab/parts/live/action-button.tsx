import type { ReactElement } from 'react'
import { Button, Spinner } from '@fluentui/react-components'
import type { OperationName } from '../../../src/api/calls.ts'

export interface ActionButtonProps {
  operation: OperationName
  label: string
  /** The same, naming the call: two calls can have the same buttons. */
  description: string
  icon: ReactElement
  busy: boolean
  onClick: () => void
  appearance?: 'primary' | 'secondary' | 'subtle'
  className?: string
}

/** While its command is under way the button keeps the focus and its place, and does nothing. */
export const ActionButton = ({ operation, label, description, icon, busy, onClick, appearance = 'secondary', className }: ActionButtonProps) => (
  <Button
    data-operation={operation} data-first={appearance === 'primary'} appearance={appearance} aria-label={busy ? `${description}, under way` : description} disabledFocusable={busy}
    icon={busy ? <Spinner size="extra-tiny" /> : icon} onClick={onClick}
    {...(className === undefined ? {} : { className })}
  >
    {label}
  </Button>
)
