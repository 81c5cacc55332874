import type { ReactElement } from 'react'
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Spinner } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'

export interface MoreItem {
  key: string
  label: string
  description: string
  icon: ReactElement
  busy: boolean
  onClick: () => void
}

/** What people do less often with a call. */
export const MoreMenu = ({ items, name }: { items: MoreItem[], name: string }) => {
  if (items.length === 0) return null
  const busy = items.some((item) => item.busy)
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button data-operation="more" icon={busy ? <Spinner size="extra-tiny" /> : <MoreHorizontalRegular />} aria-label={`More to do with the call with ${name}`}>More</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {items.map((item) => (
            <MenuItem key={item.key} icon={item.icon} aria-label={item.description} disabled={item.busy} onClick={item.onClick}>{item.label}</MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
