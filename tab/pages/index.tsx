import { CallRegular } from '@fluentui/react-icons/svg/call'
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization'
import { RecordRegular } from '@fluentui/react-icons/svg/record'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import { later } from '../parts/later.tsx'
import { ReadinessSection } from '../parts/readiness/readiness-section.tsx'
import { CallsPage } from './calls/calls-page.tsx'
import { CompliancePage } from './compliance/compliance-page.tsx'
import type { Page } from './page.ts'
import { SettingsPage } from './settings/settings-page.tsx'
import { VoicemailPage } from './voicemail/voicemail-page.tsx'

/** Few people open it: its code comes when they do. */
const OrganisationPage = later('The organisation’s page', async () => (await import('./organisation/organisation-page.tsx')).OrganisationPage)

/** The pages, in the order of their tabs. */
export const pages: Page[] = [
  { id: 'calls', name: 'Calls', icon: <CallRegular />, Content: CallsPage },
  { id: 'voicemail', name: 'Voicemail', icon: <VoicemailRegular />, Content: VoicemailPage, count: (state) => state.unread, countName: 'unread' },
  { id: 'settings', name: 'Settings', icon: <SettingsRegular />, Content: () => <><SettingsPage /><ReadinessSection /></> },
  { id: 'compliance', name: 'Recordings', icon: <RecordRegular />, Content: CompliancePage, role: 'Compliance' },
  { id: 'organisation', name: 'Organisation', icon: <OrganizationRegular />, Content: OrganisationPage, role: 'Admin' },
]
