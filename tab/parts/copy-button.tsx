import { useEffect, useState } from 'react'
import { Button, Tooltip } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useServices } from '../services.tsx'

/** Puts a number on the clipboard and says so. */
export const CopyButton = ({ text, label }: { text: string, label: string }) => {
  const { copyText, session } = useServices()
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2_500)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    const next = await copyText(text).then(() => 'copied' as const, () => 'refused' as const)
    setState(next)
    session.announce(next === 'copied' ? 'Copied' : 'Copying is not allowed here')
  }
  const content = state === 'copied' ? 'Copied' : state === 'refused' ? 'Copying is not allowed here' : label
  return (
    <Tooltip content={content} relationship="label">
      <Button appearance="subtle" icon={state === 'copied' ? <CheckmarkRegular /> : <CopyRegular />} onClick={() => void copy()} />
    </Tooltip>
  )
}
