import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const MEMBER = ['ORG_ADMIN', 'SUPPLIER'] as const;
const SHOWN = ['PENDING', 'ACTIVE', 'RESTRICTED', 'DISABLED'] as const;

/** A supplier's account at the provider. After PENDING it is what Stripe shows when it is asked, and nothing else. */
export const connectAccountStates = defineStates({
  states: ['PROPOSED', 'REFUSED', ...SHOWN],
  terminal: ['REFUSED'],
  transitions: [
    { verb: 'confirm', from: ['PROPOSED'], to: 'PENDING', by: MEMBER },
    { verb: 'refuse', from: ['PROPOSED'], to: 'REFUSED', by: MEMBER },
    { verb: 'await', from: SHOWN, to: 'PENDING', by: ['SYSTEM'] },
    { verb: 'activate', from: SHOWN, to: 'ACTIVE', by: ['SYSTEM'] },
    { verb: 'restrict', from: SHOWN, to: 'RESTRICTED', by: ['SYSTEM'] },
    { verb: 'disable', from: SHOWN, to: 'DISABLED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待另一成员确认', en: 'waiting for another member' },
      REFUSED: { zh: '已驳回', en: 'refused' },
      PENDING: { zh: '待在 Stripe 填写资料', en: 'to be completed at Stripe' },
      ACTIVE: { zh: '可收款', en: 'takes money' },
      RESTRICTED: { zh: '受限，须在 Stripe 补充资料', en: 'restricted: Stripe asks for more' },
      DISABLED: { zh: '已被 Stripe 停用', en: 'disabled by Stripe' },
    },
  },
});
export type ConnectAccountState = StateOf<typeof connectAccountStates>;
export type ShownVerb = Extract<
  VerbOf<typeof connectAccountStates>,
  'await' | 'activate' | 'restrict' | 'disable'
>;

/** To the supplier's account. FAILED: the money stays with the platform and is paid by bank. */
export const connectTransferStates = defineStates({
  states: ['CREATED', 'SUCCEEDED', 'FAILED'],
  terminal: ['SUCCEEDED', 'FAILED'],
  transitions: [
    { verb: 'succeed', from: ['CREATED'], to: 'SUCCEEDED', by: ['SYSTEM'] },
    { verb: 'fail', from: ['CREATED'], to: 'FAILED', by: ['SYSTEM'] },
  ],
});
export type ConnectTransferState = StateOf<typeof connectTransferStates>;

/** Back from the supplier's account. DEBT: there is too little now; asked again when money has come in. */
export const reversalStates = defineStates({
  states: ['CREATED', 'DEBT', 'SUCCEEDED', 'FAILED'],
  terminal: ['SUCCEEDED', 'FAILED'],
  transitions: [
    { verb: 'succeed', from: ['CREATED'], to: 'SUCCEEDED', by: ['SYSTEM'] },
    { verb: 'lack', from: ['CREATED'], to: 'DEBT', by: ['SYSTEM'] },
    { verb: 'tryAgain', from: ['DEBT'], to: 'CREATED', by: ['SYSTEM'] },
    { verb: 'fail', from: ['CREATED', 'DEBT'], to: 'FAILED', by: ['SYSTEM'] },
  ],
});
export type ReversalState = StateOf<typeof reversalStates>;

/** From the supplier's account to his bank; FAILED can also come after PAID, when the bank sends it back. */
export const connectPayoutStates = defineStates({
  states: ['CREATED', 'PENDING', 'PAID', 'FAILED'],
  terminal: ['FAILED'],
  transitions: [
    { verb: 'wait', from: ['CREATED', 'PENDING'], to: 'PENDING', by: ['SYSTEM'] },
    { verb: 'arrive', from: ['CREATED', 'PENDING'], to: 'PAID', by: ['SYSTEM'] },
    { verb: 'fail', from: ['CREATED', 'PENDING', 'PAID'], to: 'FAILED', by: ['SYSTEM'] },
  ],
});
export type ConnectPayoutState = StateOf<typeof connectPayoutStates>;
