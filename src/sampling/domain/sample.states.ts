import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const;

/** 寄样: asked by the buyer, sent by the supplier, looked at by the buyer. What ends without a word lapses. */
export const sampleStates = defineStates({
  states: ['REQUESTED', 'SENT', 'RECEIVED', 'APPROVED', 'REJECTED', 'DECLINED', 'CANCELLED', 'LAPSED'],
  terminal: ['APPROVED', 'REJECTED', 'DECLINED', 'CANCELLED', 'LAPSED'],
  transitions: [
    { verb: 'send', from: ['REQUESTED'], to: 'SENT', by: ['SUPPLIER'] },
    { verb: 'decline', from: ['REQUESTED'], to: 'DECLINED', by: ['SUPPLIER'] },
    { verb: 'cancel', from: ['REQUESTED'], to: 'CANCELLED', by: [...BUYER] },
    { verb: 'receive', from: ['SENT'], to: 'RECEIVED', by: [...BUYER] },
    { verb: 'approve', from: ['RECEIVED'], to: 'APPROVED', by: [...BUYER] },
    { verb: 'reject', from: ['RECEIVED'], to: 'REJECTED', by: [...BUYER] },
    { verb: 'lapse', from: ['REQUESTED', 'SENT', 'RECEIVED'], to: 'LAPSED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      REQUESTED: text('待寄样', 'asked for'),
      SENT: text('已寄出', 'sent'),
      RECEIVED: text('已收样', 'received'),
      APPROVED: text('样品已确认', 'approved'),
      REJECTED: text('样品未通过', 'rejected'),
      DECLINED: text('不予寄样', 'declined'),
      CANCELLED: text('已取消', 'cancelled'),
      LAPSED: text('已失效', 'lapsed'),
    },
    verbs: {
      send: text('寄样', 'send'),
      decline: text('婉拒', 'decline'),
      cancel: text('取消', 'cancel'),
      receive: text('收样', 'receive'),
      approve: text('确认', 'approve'),
      reject: text('退回', 'reject'),
    },
  },
});

export type SampleState = StateOf<typeof sampleStates>;
export type SampleVerb = VerbOf<typeof sampleStates>;

/** Somebody still waits for it. */
export const RUNNING: readonly SampleState[] = ['REQUESTED', 'SENT', 'RECEIVED'];

/** Why a supplier sends none, and why a buyer does not take what was sent. */
export const SAMPLE_DECLINE_REASONS = ['NOT_HARVESTED', 'TOO_FAR', 'TERMS', 'OTHER'] as const;
export const SAMPLE_REJECTION_REASONS = ['QUALITY', 'GRADE', 'PACKAGING', 'DAMAGED', 'OTHER'] as const;
export type SampleDeclineReason = (typeof SAMPLE_DECLINE_REASONS)[number];
export type SampleRejectionReason = (typeof SAMPLE_REJECTION_REASONS)[number];

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
