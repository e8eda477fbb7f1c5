import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** 地块厂房的锁定与分配: a slot without a live one is free. Held it waits for the enterprise, which takes it or lets it go. */
export const slotHoldStates = defineStates({
  states: ['HELD', 'ALLOCATED', 'OCCUPIED', 'RELEASED'],
  terminal: ['RELEASED'],
  transitions: [
    { verb: 'accept', from: ['HELD'], to: 'ALLOCATED', by: ['ENTERPRISE_INVESTOR'] },
    { verb: 'occupy', from: ['ALLOCATED'], to: 'OCCUPIED', by: ['PARK_MANAGER'] },
    {
      verb: 'release',
      from: ['HELD', 'ALLOCATED', 'OCCUPIED'],
      to: 'RELEASED',
      by: ['ENTERPRISE_INVESTOR', 'PARK_MANAGER'],
    },
    { verb: 'expire', from: ['HELD'], to: 'RELEASED', by: ['SYSTEM'] },
    { verb: 'lapse', from: ['HELD'], to: 'RELEASED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      HELD: { zh: '已锁定', en: 'held' },
      ALLOCATED: { zh: '已分配', en: 'allocated' },
      OCCUPIED: { zh: '已入驻', en: 'occupied' },
      RELEASED: { zh: '已释放', en: 'released' },
    },
    verbs: {
      accept: { zh: '接受', en: 'accept' },
      occupy: { zh: '入驻', en: 'occupy' },
      release: { zh: '释放', en: 'release' },
      expire: { zh: '到期', en: 'expire' },
      lapse: { zh: '随意向结束', en: 'end with the intent' },
    },
  },
});
export type SlotHoldState = StateOf<typeof slotHoldStates>;
export type SlotHoldVerb = VerbOf<typeof slotHoldStates>;

/** Why a hold ended. */
export const HOLD_ENDS = ['EXPIRED', 'DECLINED', 'TAKEN_BACK', 'INTENT_OVER', 'GIVEN_BACK'] as const;
export type HoldEnd = (typeof HOLD_ENDS)[number];

/** Why nobody waits at a place any more. */
export const WAITING_ENDS = ['SERVED', 'LEFT', 'REMOVED', 'INTENT_OVER', 'SLOT_GONE'] as const;
export type WaitingEnd = (typeof WAITING_ENDS)[number];
