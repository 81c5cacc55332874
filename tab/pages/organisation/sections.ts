import { AuditSection } from './audit/audit-section.tsx'
import { NumbersSection } from './numbers/numbers-section.tsx'
import { PoliciesSection } from './policies/policies-section.tsx'
import { QueuesSection } from './queues/queues-section.tsx'
import type { Section } from './section.ts'

/** The sections, in the order of their tabs. */
export const sections: Section[] = [
  { id: 'numbers', name: 'Numbers', Content: NumbersSection },
  { id: 'policies', name: 'Policies', Content: PoliciesSection },
  { id: 'queues', name: 'Call queues', Content: QueuesSection },
  { id: 'audit', name: 'Audit log', Content: AuditSection },
]
