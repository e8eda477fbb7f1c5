import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * Workflow 6 from the first version on; before it an invitation stands alone, so that a sealed quote leaves no trace on it.
 * What ended without an award may be said anew while the request still takes quotes; a rule knows when.
 */
export const quoteStates = defineStates({
  states: [
    'SUBMITTED',
    'COUNTERED',
    'REVISED',
    'SHORTLISTED',
    'ACCEPTED',
    'REJECTED',
    'EXPIRED',
    'WITHDRAWN',
  ],
  terminal: ['ACCEPTED'],
  transitions: [
    { verb: 'revise', from: alive(), to: 'REVISED', by: ['SUPPLIER'] },
    { verb: 'counter', from: ['SUBMITTED', 'REVISED', 'SHORTLISTED'], to: 'COUNTERED', by: [...BUYER] },
    { verb: 'acceptCounter', from: ['COUNTERED'], to: 'REVISED', by: ['SUPPLIER'] },
    { verb: 'shortlist', from: ['SUBMITTED', 'REVISED'], to: 'SHORTLISTED', by: [...BUYER] },
    { verb: 'award', from: ['SUBMITTED', 'REVISED', 'SHORTLISTED'], to: 'ACCEPTED', by: [...BUYER] },
    { verb: 'reject', from: alive(), to: 'REJECTED', by: [...BUYER] },
    { verb: 'expire', from: alive(), to: 'EXPIRED', by: ['SYSTEM'] },
    { verb: 'withdraw', from: alive(), to: 'WITHDRAWN', by: ['SUPPLIER'] },
    { verb: 'submitAgain', from: ['REJECTED', 'EXPIRED', 'WITHDRAWN'], to: 'SUBMITTED', by: ['SUPPLIER'] },
  ],
  names: { states: stateNames(), verbs: verbNames() },
});

export type QuoteState = StateOf<typeof quoteStates>;
export type QuoteVerb = VerbOf<typeof quoteStates>;

/** Still an offer, or an offer being talked about. */
export const ALIVE: readonly QuoteState[] = alive();

export const QUOTE_END_REASONS = [
  'PRICE',
  'QUALITY',
  'DELIVERY',
  'OTHER',
  'ANOTHER_AWARDED',
  'VALIDITY_OVER',
  'REQUEST_ENDED',
] as const;
export type QuoteEndReason = (typeof QUOTE_END_REASONS)[number];

function alive(): ('SUBMITTED' | 'COUNTERED' | 'REVISED' | 'SHORTLISTED')[] {
  return ['SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED'];
}

function stateNames() {
  return {
    SUBMITTED: text('已报价', 'submitted'),
    COUNTERED: text('已还价', 'countered'),
    REVISED: text('已改价', 'revised'),
    SHORTLISTED: text('已入围', 'shortlisted'),
    ACCEPTED: text('已中标', 'accepted'),
    REJECTED: text('未中标', 'rejected'),
    EXPIRED: text('已失效', 'expired'),
    WITHDRAWN: text('已撤回', 'withdrawn'),
  };
}

function verbNames() {
  return {
    revise: text('修改', 'revise'),
    counter: text('还价', 'counter'),
    acceptCounter: text('接受还价', 'accept the counter-offer'),
    shortlist: text('入围', 'shortlist'),
    award: text('定标', 'award'),
    reject: text('拒绝', 'reject'),
    withdraw: text('撤回', 'withdraw'),
    submitAgain: text('重新报价', 'quote again'),
  };
}

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
