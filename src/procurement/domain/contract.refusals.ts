import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why a contract cannot be signed. */
export const contractRefusals = defineRefusals({
  CONTRACT_CHANGED: {
    zh: '合同已有新的版本，请阅读后再签署',
    en: 'The contract has a newer version: read it before signing',
  },
  ORDER_NOT_APPROVED: { zh: '订单须先经审批方可签署', en: 'The order must be approved before it is signed' },
  SIGNER_PREPARED_ALONE: {
    zh: '下单人不能独自签署，请由另一名审批人签署或先经他人审批',
    en: 'Whoever placed the order alone cannot sign it: another approver must sign or approve',
  },
  SAME_PERSON_SIGNS: {
    zh: '同一人不能代表双方签署',
    en: 'One person does not sign for both sides',
  },
});
