import type { Policy, PolicyInput } from '../../../../../src/api/policies.ts'
import { useOwnNumber } from '../../../../services.tsx'
import { useAdminApi } from '../../admin-api.ts'
import { useEditorForm } from '../../editor/use-editor-form.ts'
import { draftsOf, missingIn, settingsOf, type Draft, type Drafts } from '../draft.ts'

/** For whom the policy is. */
export interface Whom {
  scope: Policy['scope']
  /** The object id of a group or a person. */
  subject: string
  name: string
  priority: string
}

const whomOf = (policy: Policy | null, policies: Policy[]): Whom => policy
  ? { scope: policy.scope, subject: policy.subject ?? '', name: policy.name, priority: String(policy.priority) }
  : { scope: policies.some(({ scope }) => scope === 'everyone') ? 'group' : 'everyone', subject: '', name: '', priority: '0' }

/** One that no other policy has. */
const freshId = ({ scope, subject }: Whom, policies: Policy[]): string => {
  const plain = scope === 'everyone' ? 'everyone' : `${scope}-${subject.trim().toLowerCase().replace(/[^\w-]/g, '').slice(0, 60)}`
  const taken = new Set(policies.map(({ id }) => id))
  if (!taken.has(plain)) return plain
  for (let count = 2; ; count++) if (!taken.has(`${plain}-${count}`)) return `${plain}-${count}`
}

const inputOf = ({ scope, subject, name, priority }: Whom, settings: PolicyInput['settings']): PolicyInput => {
  switch (scope) {
    case 'everyone': return { scope, settings }
    case 'person': return { scope, subject, settings }
    // what is no number is sent as it was written: the service says what it expects
    case 'group': return { scope, subject: subject.trim(), name: name.trim(), priority: (/^\d+$/.test(priority.trim()) ? Number(priority) : priority) as number, settings }
  }
}

interface PolicyDraft {
  whom: Whom
  drafts: Drafts
}

/** A policy while it is edited. `policy` is null for a new one. */
export const usePolicyForm = (policy: Policy | null, policies: Policy[], onSaved: (saved: Policy) => Promise<void>) => {
  const admin = useAdminApi()
  const ownNumber = useOwnNumber()
  const { setDraft: set, ...form } = useEditorForm<PolicyDraft, Policy>({
    record: policy, onSaved,
    draftOf: (record) => ({ whom: whomOf(record, policies), drafts: draftsOf(record?.settings ?? {}) }),
    missingIn: ({ whom, drafts }) => (whom.scope === 'person' && whom.subject === '' ? { field: 'subject', words: 'Nobody is chosen yet' } : missingIn(drafts)),
    newId: ({ whom }) => freshId(whom, policies),
    put: (id, { whom, drafts }, updatedAt) => admin.putPolicy(id, { ...inputOf(whom, settingsOf(drafts, ownNumber)), updatedAt }),
    list: async () => (await admin.policies()).items,
  })
  return {
    ...form,
    setWhom: (part: Partial<Whom>) => set((before) => ({ ...before, whom: { ...before.whom, ...part } })),
    setDraft: (path: string, draft: Draft) => set((before) => ({ ...before, drafts: { ...before.drafts, [path]: draft } })),
  }
}
