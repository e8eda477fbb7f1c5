import { enforce } from '../../../libs/workflow/src/index';
import { admissionRefusals } from './admission.refusals';
import { PRODUCER_KINDS, type OrganizationKind } from './organization-kind';
import { isUscc } from './uscc';

export interface Applicant {
  readonly kind: OrganizationKind;
  readonly uscc: string | null;
  readonly sellsAs: 'PRODUCER' | 'AGENT';
  /** Lists the county of registration stands on today. */
  readonly designations: readonly string[];
  readonly hasMandate: boolean;
}

/** What must hold when an admission is submitted, and again when it is decided. */
export function requireAdmissible(applicant: Applicant): void {
  enforce(
    {
      'a supplier is a producer': (a: Applicant) =>
        PRODUCER_KINDS.includes(a.kind) ? undefined : admissionRefusals.PRODUCER_KIND_NEEDED(),
      'its USCC is valid': (a: Applicant) =>
        a.uscc !== null && isUscc(a.uscc) ? undefined : admissionRefusals.USCC_NEEDED(),
      'its county is designated today': (a: Applicant) =>
        a.designations.length > 0 ? undefined : admissionRefusals.REGION_NOT_DESIGNATED(),
      'only an enterprise is an agent': (a: Applicant) =>
        a.sellsAs === 'PRODUCER' || a.kind === 'ENTERPRISE'
          ? undefined
          : admissionRefusals.AGENT_MUST_BE_ENTERPRISE(),
      'an agent has a producer’s mandate': (a: Applicant) =>
        a.sellsAs === 'PRODUCER' || a.hasMandate ? undefined : admissionRefusals.MANDATE_NOT_ACTIVE(),
    },
    applicant,
  );
}
