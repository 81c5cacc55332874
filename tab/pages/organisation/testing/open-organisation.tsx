import { screen } from '@testing-library/react'
import type { AuditEntry, InventoryNumber } from '../../../../src/api/admin.ts'
import type { Policy } from '../../../../src/api/policies.ts'
import { createFakeService, type FakeService } from '../../../testing/fake-service.ts'
import { openTab } from '../../../testing/open-tab.tsx'
import { accountOf, before } from '../../../testing/samples.ts'

export const [danaId, marcoId, priyaId] = ['1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01', '2e3a8b65-1e1d-4b4f-9e40-4c7b6d2f0b02', '3f4b9c76-2f2e-4c50-8f51-5d8c7e301c03']
export const names = { [danaId]: 'Dana Whitfield', [marcoId]: 'Marco Reyes', [priyaId]: 'Priya Nair' }

export const numberOf = (part: Partial<InventoryNumber> = {}): InventoryNumber => ({
  number: '+14255550104', kind: 'mobile', operator: 'Contoso Mobile', site: 'Seattle', iccid: null, state: part.holder ? 'assigned' : 'free', holder: null, byHand: false, uploadedAt: before(3_600), teams: null, teamsDetail: null, ...part,
})
export const policyOf = (part: Partial<Policy> = {}): Policy => ({ id: 'everyone', scope: 'everyone', subject: null, name: 'Everyone', priority: 0, settings: {}, updatedAt: before(300), updatedBy: priyaId, ...part })
export const auditOf = (part: Partial<AuditEntry> = {}): AuditEntry => ({ id: 1, at: before(120), userId: danaId, actor: priyaId, action: 'number-assigned', subject: '+14255550104', detail: {}, ...part })

/** A service for Priya, who has the role Admin. A story adds what the organisation has. */
export const serviceForPriya = (): FakeService => {
  const service = createFakeService()
  service.state.me = accountOf({ userId: priyaId, name: 'Priya Nair', number: '+14255550103', roles: ['Admin'] })
  service.routes['GET /api/admin/numbers'] = () => ({ body: { items: [], next: null } })
  service.routes['GET /api/admin/policies'] = () => ({ body: { items: [], names } })
  service.routes['GET /api/admin/queues'] = () => ({ body: { items: [] } })
  service.routes['GET /api/admin/audit'] = () => ({ body: { items: [], next: null, names } })
  service.routes['GET /api/people'] = () => ({ body: { items: [{ userId: danaId, name: 'Dana Whitfield', jobTitle: null, number: '+14255550101' }, { userId: marcoId, name: 'Marco Reyes', jobTitle: null, number: null }] } })
  return service
}

/** Priya opens the organisation's page, at one of its sections. */
export const openOrganisation = async (service: FakeService, section: 'Numbers' | 'Policies' | 'Call queues' | 'Audit log') => {
  const tab = await openTab({ service })
  await tab.user.click(await screen.findByRole('tab', { name: 'Organisation' }))
  await tab.user.click(await screen.findByRole('tab', { name: section }))
  return tab
}
export type Opened = Awaited<ReturnType<typeof openOrganisation>>
