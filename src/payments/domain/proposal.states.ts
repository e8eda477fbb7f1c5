import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** What one member of finance proposes and another decides: what it is called, and how it stands once confirmed. */
export const proposalStates = (name: string, confirmed: string) =>
  defineStates({
    states: ['PROPOSED', 'CONFIRMED', 'REJECTED'],
    terminal: ['CONFIRMED', 'REJECTED'],
    transitions: [
      { verb: 'confirm', from: ['PROPOSED'], to: 'CONFIRMED', by: ['FINANCE'] },
      { verb: 'reject', from: ['PROPOSED'], to: 'REJECTED', by: ['FINANCE'] },
    ],
    names: {
      states: {
        PROPOSED: { zh: '待复核', en: 'proposed' },
        CONFIRMED: { zh: confirmed, en: 'confirmed' },
        REJECTED: { zh: '已驳回', en: 'rejected' },
      },
      verbs: {
        confirm: { zh: `确认${name}`, en: 'confirm' },
        reject: { zh: `驳回${name}`, en: 'reject' },
      },
    },
  });

export const suspenseMatchStates = proposalStates('认领', '已认领');
/** Until it is agreed; how the money then travels is told by its refund payment. */
export const suspenseReturnStates = proposalStates('退回', '已同意退回');
export const custodyAccountStates = proposalStates('账户', '已生效登记');
/** Confirmed by another member, or by the statement that brings the transfer. */
export const recordedReceiptStates = proposalStates('到账登记', '已入账');

export type ProposalState = StateOf<typeof suspenseMatchStates>;
export type ProposalVerb = VerbOf<typeof suspenseMatchStates>;
