import { CallRegular } from '@fluentui/react-icons/svg/call'
import { RecordRegular } from '@fluentui/react-icons/svg/record'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import { ReadinessSection } from '../parts/readiness/readiness-section.tsx'
import { CallsPage } from './calls/calls-page.tsx'
import { CompliancePage } from './compliance/compliance-page.tsx'
import type { Page } from './page.ts'
import { SettingsPage } from './settings/settings-page.tsx'
import { VoicemailPage } from './voicemail/voicemail-page.tsx'

/** The pages, in the order of their tabs. */
export const pages: Page[] = [
  { id: 'calls', name: 'Calls', icon: <CallRegular />, Content: CallsPage },
  { id: 'voicemail', name: 'Voicemail', icon: <VoicemailRegular />, Content: VoicemailPage, count: (state) => state.unread, countName: 'unread' },
  { id: 'settings', name: 'Settings', icon: <SettingsRegular />, Content: () => <><SettingsPage /><ReadinessSection /></> },
  { id: 'compliance', name: 'Recordings', icon: <RecordRegular />, Content: CompliancePage, role: 'Compliance' },
]
