import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

export const COORDINATORS = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const;

/** Who prepares for a side: an office's coordinators, an organization's buyers. */
export const PREPARERS = [...COORDINATORS, 'BUYER_CLERK', 'BUYER_APPROVER'] as const;
/** Who speaks for a side: confirms and signs. */
export const SIGNERS = [...COORDINATORS, 'BUYER_APPROVER'] as const;

/** Workflow 12. Suspension comes with the assessment year; its state is already known to the database. */
export const pairingStates = defineStates({
  states: ['PROPOSED', 'CONFIRMED_EAST', 'ACTIVE', 'ENDED'],
  terminal: ['ENDED'],
  transitions: [
    { verb: 'confirmEast', from: ['PROPOSED'], to: 'CONFIRMED_EAST', by: SIGNERS },
    { verb: 'confirmWest', from: ['CONFIRMED_EAST'], to: 'ACTIVE', by: SIGNERS },
    { verb: 'end', from: ['ACTIVE'], to: 'ENDED', by: SIGNERS },
    { verb: 'withdrawEnding', from: ['ACTIVE'], to: 'ACTIVE', by: SIGNERS },
  ],
  names: {
    states: {
      PROPOSED: { zh: '已提出', en: 'proposed' },
      CONFIRMED_EAST: { zh: '东部已确认', en: 'confirmed by the east' },
      ACTIVE: { zh: '结对中', en: 'active' },
      ENDED: { zh: '已结束', en: 'ended' },
    },
    verbs: {
      confirmEast: { zh: '东部确认', en: 'confirm for the east' },
      confirmWest: { zh: '西部确认', en: 'confirm for the west' },
      end: { zh: '结束', en: 'end' },
      withdrawEnding: { zh: '撤回结束申请', en: 'withdraw the wish to end' },
    },
  },
});

export type PairingState = StateOf<typeof pairingStates>;
export type Side = 'EAST' | 'WEST';

/** Who reads agreements and progress; what of them is decided by the office's region. */
export const AGREEMENT_READERS = [...COORDINATORS, 'AUDITOR', 'PLATFORM_OPS'] as const;
/** Beside them the organizations that are a side themselves. */
export const PARTY_READERS = [...AGREEMENT_READERS, 'BUYER_CLERK', 'BUYER_APPROVER'] as const;
