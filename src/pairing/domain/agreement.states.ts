import { defineStates, type StateOf } from '../../../libs/workflow/src/index';
import { COORDINATORS } from './pairing.states';

/**
 * Workflow 12. Any change after the document was frozen voids it with its signatures: back to the draft.
 * An agreement that is being amended stays in force as it was signed.
 */
export const agreementStates = defineStates({
  states: ['DRAFT', 'NEGOTIATING', 'SIGNED_ONE', 'ACTIVE', 'AMENDING'],
  terminal: [],
  transitions: [
    { verb: 'submit', from: ['DRAFT', 'AMENDING'], to: 'NEGOTIATING', by: COORDINATORS },
    { verb: 'signFirst', from: ['NEGOTIATING'], to: 'SIGNED_ONE', by: COORDINATORS },
    { verb: 'signSecond', from: ['SIGNED_ONE'], to: 'ACTIVE', by: COORDINATORS },
    { verb: 'change', from: ['DRAFT', 'NEGOTIATING', 'SIGNED_ONE'], to: 'DRAFT', by: COORDINATORS },
    {
      verb: 'changeAmendment',
      from: ['AMENDING', 'NEGOTIATING', 'SIGNED_ONE'],
      to: 'AMENDING',
      by: COORDINATORS,
    },
    { verb: 'amend', from: ['ACTIVE'], to: 'AMENDING', by: COORDINATORS },
  ],
  names: {
    states: {
      DRAFT: { zh: '起草中', en: 'draft' },
      NEGOTIATING: { zh: '协商中', en: 'negotiating' },
      SIGNED_ONE: { zh: '一方已签', en: 'signed by one side' },
      ACTIVE: { zh: '已生效', en: 'active' },
      AMENDING: { zh: '修订中', en: 'being amended' },
    },
    verbs: {
      submit: { zh: '提交', en: 'submit' },
      signFirst: { zh: '签署', en: 'sign' },
      signSecond: { zh: '签署', en: 'sign' },
      change: { zh: '修改指标', en: 'change commitments' },
      changeAmendment: { zh: '修改指标', en: 'change commitments' },
      amend: { zh: '修订', en: 'amend' },
    },
  },
});

export type AgreementState = StateOf<typeof agreementStates>;
