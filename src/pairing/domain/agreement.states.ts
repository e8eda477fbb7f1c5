import { defineStates, type StateOf } from '../../../libs/workflow/src/index';
import { PREPARERS, SIGNERS } from './pairing.states';

/**
 * Workflow 12. Any change after the document was frozen voids it with its signatures: back to the draft.
 * An agreement that is being amended stays in force as it was signed. After its year it is cut off, reported by one side,
 * checked by the other, assessed and archived; from the cut-off on nothing in it is amended.
 */
export const agreementStates = defineStates({
  states: [
    'DRAFT',
    'NEGOTIATING',
    'SIGNED_ONE',
    'ACTIVE',
    'AMENDING',
    'CUTOFF',
    'SELF_REPORTED',
    'CROSS_CHECKED',
    'ASSESSED',
    'ARCHIVED',
  ],
  terminal: ['ARCHIVED'],
  transitions: [
    { verb: 'submit', from: ['DRAFT', 'AMENDING'], to: 'NEGOTIATING', by: PREPARERS },
    { verb: 'signFirst', from: ['NEGOTIATING'], to: 'SIGNED_ONE', by: SIGNERS },
    { verb: 'signSecond', from: ['SIGNED_ONE'], to: 'ACTIVE', by: SIGNERS },
    { verb: 'change', from: ['DRAFT', 'NEGOTIATING', 'SIGNED_ONE'], to: 'DRAFT', by: PREPARERS },
    {
      verb: 'changeAmendment',
      from: ['AMENDING', 'NEGOTIATING', 'SIGNED_ONE'],
      to: 'AMENDING',
      by: PREPARERS,
    },
    { verb: 'amend', from: ['ACTIVE'], to: 'AMENDING', by: PREPARERS },
    { verb: 'cutOff', from: ['ACTIVE'], to: 'CUTOFF', by: SIGNERS },
    { verb: 'selfReport', from: ['CUTOFF'], to: 'SELF_REPORTED', by: SIGNERS },
    { verb: 'crossCheck', from: ['SELF_REPORTED'], to: 'CROSS_CHECKED', by: SIGNERS },
    { verb: 'assess', from: ['CROSS_CHECKED'], to: 'ASSESSED', by: ['PLATFORM_OPS'] },
    { verb: 'archive', from: ['ASSESSED'], to: 'ARCHIVED', by: ['PLATFORM_OPS'] },
  ],
  names: {
    states: {
      DRAFT: { zh: '起草中', en: 'draft' },
      NEGOTIATING: { zh: '协商中', en: 'negotiating' },
      SIGNED_ONE: { zh: '一方已签', en: 'signed by one side' },
      ACTIVE: { zh: '已生效', en: 'active' },
      AMENDING: { zh: '修订中', en: 'being amended' },
      CUTOFF: { zh: '年度截止', en: 'cut off after its year' },
      SELF_REPORTED: { zh: '已自评', en: 'reported by one side' },
      CROSS_CHECKED: { zh: '已交叉核验', en: 'checked by the other side' },
      ASSESSED: { zh: '已考核', en: 'assessed' },
      ARCHIVED: { zh: '已归档', en: 'archived' },
    },
    verbs: {
      submit: { zh: '提交', en: 'submit' },
      signFirst: { zh: '签署', en: 'sign' },
      signSecond: { zh: '签署', en: 'sign' },
      change: { zh: '修改指标', en: 'change commitments' },
      changeAmendment: { zh: '修改指标', en: 'change commitments' },
      amend: { zh: '修订', en: 'amend' },
      cutOff: { zh: '年度截止', en: 'cut off' },
      selfReport: { zh: '提交自评', en: 'report' },
      crossCheck: { zh: '交叉核验', en: 'cross-check' },
      assess: { zh: '登记考核结果', en: 'record the assessment' },
      archive: { zh: '归档', en: 'archive' },
    },
  },
});

export type AgreementState = StateOf<typeof agreementStates>;
