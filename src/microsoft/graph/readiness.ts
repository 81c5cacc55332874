import { z } from 'zod/v4'
import { GraphError, type Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const licences = z.object({
  value: z.array(z.object({
    skuPartNumber: z.string().nullish(),
    servicePlans: z.array(z.object({ servicePlanId: z.string().nullish(), servicePlanName: z.string().nullish(), provisioningStatus: z.string().nullish() })).optional(),
  })),
})
const configuration = z.object({
  accountType: z.string().nullish(),
  featureTypes: z.array(z.string()).nullish(),
  isEnterpriseVoiceEnabled: z.boolean().nullish(),
  telephoneNumbers: z.array(z.object({ telephoneNumber: z.string() })).nullish(),
  effectivePolicyAssignments: z.array(z.object({ policyType: z.string(), policyAssignment: z.object({ displayName: z.string().nullish() }).nullish() })).nullish(),
})
const assignments = z.object({
  value: z.array(z.object({ telephoneNumber: z.string(), capabilities: z.array(z.string()).nullish(), assignmentTargetId: z.string().nullish(), assignmentStatus: z.string().nullish() })),
})
const operation = z.object({ status: z.string(), numbers: z.array(z.object({ statusDetail: z.string().nullish() })).nullish() })

/** Teams' administration writes numbers without "+": the example of assignNumber, https://learn.microsoft.com/graph/api/teamsadministration-numberassignment-assignnumber */
const bare = (number: string): string => number.replace(/^\+/, '')
/** It shows them either way, and with an extension behind a semicolon. */
const e164 = (number: string): string => `+${bare(number.replace(/^tel:/, '').replace(/;.*$/, ''))}`

const management = '/admin/teams/telephoneNumberManagement'

export const graphReadiness = (client: GraphClient): Pick<Graph, 'servicePlans' | 'teamsConfiguration' | 'teamsNumber' | 'assignInTeams' | 'unassignInTeams' | 'assignmentOperation'> => {
  /** 202, and the operation's address in Location: its last part is the id. */
  const started = async (tenantId: string, path: string, body: unknown): Promise<string> => {
    const { location } = await client.start(tenantId, path, body)
    const [, id] = /\/operations\/([\w-]+)\/?$/.exec(location ?? '') ?? /\/operations\('([\w-]+)'\)$/.exec(location ?? '') ?? []
    if (id === undefined) throw new GraphError(0, `POST ${path}: no operation was named`)
    return id
  }
  return {
    async servicePlans({ tenantId, userId }) {
      const { value } = licences.parse(await client.request(tenantId, 'GET', `/users/${userId}/licenseDetails`, { deadlineMs: 4_000 }))
      return value.flatMap(({ skuPartNumber, servicePlans = [] }) => servicePlans.map((plan) => ({
        id: plan.servicePlanId?.toLowerCase() ?? '', name: plan.servicePlanName ?? '', product: skuPartNumber ?? '',
        // PendingInput and PendingActivation have not come to anything yet: https://learn.microsoft.com/graph/api/resources/serviceplaninfo
        enabled: plan.provisioningStatus === 'Success',
      })))
    },
    async teamsConfiguration({ tenantId, userId }) {
      const found = configuration.parse(await client.request(tenantId, 'GET', `/admin/teams/userConfigurations/${userId}`, { deadlineMs: 4_000 }))
      return {
        accountType: found.accountType ?? null, features: found.featureTypes ?? [], voiceEnabled: found.isEnterpriseVoiceEnabled ?? null,
        numbers: found.telephoneNumbers?.map(({ telephoneNumber }) => e164(telephoneNumber)) ?? [],
        upgradePolicy: found.effectivePolicyAssignments?.find(({ policyType }) => policyType === 'TeamsUpgradePolicy')?.policyAssignment?.displayName ?? null,
      }
    },
    async teamsNumber(tenantId, number) {
      const filter = new URLSearchParams({ $filter: `telephoneNumber eq '${number}'` })
      const { value } = assignments.parse(await client.request(tenantId, 'GET', `${management}/numberAssignments?${filter}`, { deadlineMs: 4_000 }))
      const found = value.find(({ telephoneNumber }) => e164(telephoneNumber) === number)
      return found === undefined ? null : { capabilities: found.capabilities ?? [], userId: found.assignmentStatus === 'userAssigned' ? found.assignmentTargetId?.toLowerCase() ?? null : null }
    },
    assignInTeams: ({ tenantId, userId }, number, type) => started(tenantId, `${management}/numberAssignments/assignNumber`, {
      telephoneNumber: bare(number), assignmentTargetId: userId, numberType: type, assignmentCategory: 'primary',
    }),
    unassignInTeams: (tenantId, number, type) => started(tenantId, `${management}/numberAssignments/unassignNumber`, { telephoneNumber: bare(number), numberType: type }),
    async assignmentOperation(tenantId, id) {
      const { status, numbers } = operation.parse(await client.request(tenantId, 'GET', `${management}/operations/${encodeURIComponent(id)}`))
      if (status === 'succeeded') return { state: 'done' }
      if (status === 'failed') return { state: 'failed', detail: numbers?.find(({ statusDetail }) => statusDetail)?.statusDetail ?? null }
      return { state: 'running' }
    },
  }
}
