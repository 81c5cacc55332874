/**
 * Licences, and Teams' administration of numbers: userConfigurations, numberAssignments and their operations as Microsoft
 * describes them ("teamsUserConfiguration", "numberAssignment: assignNumber"). Assigning takes a while there, and so here.
 */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod/v4'
import { HttpError } from '../http.ts'
import type { Person } from '../world.ts'

/** What an administrator of Teams could change of a person. */
export interface TeamsSetting {
  /** Teams Phone (service plan MCOEV). */
  phoneLicence: boolean
  /** Teams Phone Mobile. */
  mobileLicence: boolean
  teamsOnly: boolean
  voiceEnabled: boolean
}

export const assignNumberBody = z.strictObject({
  telephoneNumber: z.string().regex(/^\d{7,15}$/, 'a number without "+"'),
  assignmentTargetId: z.string().min(1),
  numberType: z.enum(['directRouting', 'callingPlan', 'operatorConnect']),
  assignmentCategory: z.enum(['primary', 'private', 'alternate']).nullish(),
  locationId: z.string().nullish(),
})
export const unassignNumberBody = z.strictObject({ telephoneNumber: z.string().regex(/^\d{7,15}$/), numberType: z.enum(['directRouting', 'callingPlan', 'operatorConnect']).nullish() })

/** Of https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference, the mobile one made up. */
const plans = {
  teams: { id: '57ff2da0-773e-42df-b2af-ffb7a2317929', name: 'TEAMS1' },
  phone: { id: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7', name: 'MCOEV' },
  mobile: { id: '00000000-0000-4000-8000-0000000000c1', name: 'OPERATOR_CONNECT_MOBILE' },
}
const made = (text: string) => createHash('sha256').update(text).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')

/** How long an operation runs before it has come to something. */
const operationMs = 1_500

type Change = { number: string, target: string | null, type: string }
interface Operation extends Change { id: string, at: number, applied: boolean, failed: string | null }

export const createTeamsAdmin = ({ people, now }: { people: Person[], now: () => number }) => {
  const usual: TeamsSetting = { phoneLicence: true, mobileLicence: true, teamsOnly: true, voiceEnabled: true }
  const settings = new Map<string, TeamsSetting>()
  /** E.164, with whose it is. */
  const numbers = new Map<string, { target: string | null, type: string }>()
  const begin = () => {
    for (const { userId, number } of people) {
      settings.set(userId, usual)
      numbers.set(number, { target: userId, type: 'directRouting' })
    }
  }
  begin()
  const operations = new Map<string, Operation>()
  let failing: string | null = null

  const settle = () => {
    for (const operation of operations.values()) {
      if (operation.applied || operation.at + operationMs > now()) continue
      operation.applied = true
      if (operation.failed !== null) continue
      const { number, target, type } = operation
      for (const [held, entry] of numbers) if (target !== null && entry.target === target && held !== number) entry.target = null
      numbers.set(number, { target, type })
    }
  }
  const settingOf = (userId: string) => settings.get(userId) ?? usual
  const start = (change: Change): string => {
    const id = randomUUID()
    operations.set(id, { id, ...change, at: now(), applied: false, failed: failing })
    return id
  }

  return {
    setting: settingOf,
    set: (userId: string, change: Partial<TeamsSetting>): TeamsSetting => {
      const setting = { ...settingOf(userId), ...change }
      settings.set(userId, setting)
      return setting
    },
    /** Why the next assignments fail; null for none. */
    failAssignments: (why: string | null) => { failing = why },
    /** Everything as at the beginning. */
    reset: () => {
      failing = null
      operations.clear()
      numbers.clear()
      begin()
    },
    licences: (userId: string) => {
      const { phoneLicence, mobileLicence } = settingOf(userId)
      const licence = (name: string, ...held: { id: string, name: string }[]) => ({
        id: made(`${userId} ${name}`), skuId: made(name), skuPartNumber: name,
        servicePlans: held.map((plan) => ({ servicePlanId: plan.id, servicePlanName: plan.name, provisioningStatus: 'Success', appliesTo: 'User' })),
      })
      return {
        value: [
          licence('Microsoft_365_E3', plans.teams), ...(phoneLicence ? [licence('MCOEV', plans.phone)] : []), ...(mobileLicence ? [licence('Operator_Connect_Mobile', plans.mobile)] : []),
        ],
      }
    },
    configuration: (person: Person) => {
      settle()
      const { teamsOnly, voiceEnabled, phoneLicence } = settingOf(person.userId)
      return {
        id: person.userId, tenantId: person.tenantId, userPrincipalName: person.upn, accountType: teamsOnly ? 'user' : 'sfbOnPremUser',
        featureTypes: ['Teams', ...(phoneLicence ? ['PhoneSystem'] : [])], isEnterpriseVoiceEnabled: voiceEnabled,
        telephoneNumbers: [...numbers].filter(([, { target }]) => target === person.userId).map(([number]) => ({ telephoneNumber: number, assignmentCategory: 'primary' })),
        effectivePolicyAssignments: [{ policyType: 'TeamsUpgradePolicy', policyAssignment: { displayName: 'UpgradeToTeams', assignmentType: 'direct', policyId: 'UpgradeToTeams', groupId: null } }],
      }
    },
    /** `telephoneNumber eq '…'` or `assignmentTargetId eq '…'`. */
    assignments: (filter: string | null) => {
      settle()
      const [, property, wanted = ''] = filter === null ? [] : /^(telephoneNumber|assignmentTargetId) eq '([^']*)'$/.exec(filter) ?? []
      if (filter !== null && property === undefined) throw new HttpError(400, 'BadRequest', `Invalid filter clause: ${filter}`)
      const fits = (number: string, target: string | null) => property === undefined || (property === 'telephoneNumber' ? number.slice(1) === wanted.replace('+', '') : target === wanted)
      return {
        value: [...numbers].filter(([number, { target }]) => fits(number, target)).map(([number, { target, type }]) => ({
          id: number.slice(1), telephoneNumber: number, numberType: type, activationState: 'activated', capabilities: ['userAssignment', 'teamsPhoneMobile'],
          assignmentTargetId: target, assignmentStatus: target === null ? 'unassigned' : 'userAssigned', assignmentCategory: target === null ? null : 'primary', numberSource: 'online', isoCountryCode: 'US',
        })),
      }
    },
    assign: ({ telephoneNumber, assignmentTargetId, numberType }: z.infer<typeof assignNumberBody>) => {
      if (!people.some(({ userId }) => userId === assignmentTargetId)) throw new HttpError(404, 'NotFound', `User ${assignmentTargetId} was not found.`)
      return start({ number: `+${telephoneNumber}`, target: assignmentTargetId, type: numberType })
    },
    unassign: ({ telephoneNumber, numberType }: z.infer<typeof unassignNumberBody>) => start({ number: `+${telephoneNumber}`, target: null, type: numberType ?? 'directRouting' }),
    operation: (id: string) => {
      settle()
      const found = operations.get(id)
      if (!found) throw new HttpError(404, 'NotFound', `Operation ${id} was not found.`)
      const status = !found.applied ? 'running' : found.failed === null ? 'succeeded' : 'failed'
      return { id, createdDateTime: new Date(found.at).toISOString(), status, numbers: [{ resourceLocation: null, status, statusDetail: found.applied ? found.failed : null }] }
    },
  }
}
export type TeamsAdmin = ReturnType<typeof createTeamsAdmin>
