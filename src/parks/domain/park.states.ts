import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** A park is shown once an office over its county has confirmed it; what is amended later waits beside what stands. */
export const parkStates = defineStates({
  states: ['PROPOSED', 'CONFIRMED', 'REJECTED', 'CLOSED'],
  terminal: ['CLOSED'],
  transitions: [
    {
      verb: 'confirm',
      from: ['PROPOSED', 'CONFIRMED'],
      to: 'CONFIRMED',
      by: ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'],
    },
    { verb: 'reject', from: ['PROPOSED'], to: 'REJECTED', by: ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] },
    {
      verb: 'reject',
      from: ['CONFIRMED'],
      to: 'CONFIRMED',
      by: ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'],
    },
    { verb: 'amend', from: ['PROPOSED', 'REJECTED'], to: 'PROPOSED', by: ['PARK_MANAGER'] },
    { verb: 'amend', from: ['CONFIRMED'], to: 'CONFIRMED', by: ['PARK_MANAGER'] },
    { verb: 'furnish', from: ['CONFIRMED'], to: 'CONFIRMED', by: ['PARK_MANAGER'] },
    { verb: 'close', from: ['CONFIRMED'], to: 'CLOSED', by: ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待确认', en: 'proposed' },
      CONFIRMED: { zh: '已确认', en: 'confirmed' },
      REJECTED: { zh: '未通过', en: 'rejected' },
      CLOSED: { zh: '已关闭', en: 'closed' },
    },
    verbs: {
      confirm: { zh: '确认', en: 'confirm' },
      reject: { zh: '驳回', en: 'reject' },
      amend: { zh: '修改', en: 'amend' },
      furnish: { zh: '登记地块厂房或政策', en: 'furnish' },
      close: { zh: '关闭', en: 'close' },
    },
  },
});
export type ParkState = StateOf<typeof parkStates>;
export type ParkVerb = VerbOf<typeof parkStates>;

/** What is said of a park at one time. */
export const WORDING_STATES = ['PROPOSED', 'CONFIRMED', 'REJECTED', 'REPLACED'] as const;
export type WordingState = (typeof WORDING_STATES)[number];

/** A park is closed when an office of each side has said so; until then who proposed it may take it back. */
export const CLOSING_STATES = ['PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN'] as const;
export type ClosingState = (typeof CLOSING_STATES)[number];

export const slotStates = defineStates({
  states: ['FREE', 'RETIRED'],
  terminal: ['RETIRED'],
  transitions: [
    { verb: 'amend', from: ['FREE'], to: 'FREE', by: ['PARK_MANAGER'] },
    { verb: 'retire', from: ['FREE'], to: 'RETIRED', by: ['PARK_MANAGER'] },
  ],
  names: {
    states: { FREE: { zh: '可供', en: 'free' }, RETIRED: { zh: '已撤下', en: 'retired' } },
    verbs: { amend: { zh: '修改', en: 'amend' }, retire: { zh: '撤下', en: 'retire' } },
  },
});
export type SlotState = StateOf<typeof slotStates>;
