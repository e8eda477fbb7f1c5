import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

/** Workflow 4, pooled: units gather until the limit is reached or the deadline comes; FILLED goes on as a request. */
export const poolStates = defineStates({
  states: ['GATHERING', 'FILLED', 'BELOW_MIN', 'CANCELLED'],
  terminal: ['FILLED', 'BELOW_MIN', 'CANCELLED'],
  transitions: [
    { verb: 'fill', from: ['GATHERING'], to: 'FILLED', by: ['SYSTEM'] },
    { verb: 'fallShort', from: ['GATHERING'], to: 'BELOW_MIN', by: ['SYSTEM'] },
    {
      verb: 'cancel',
      from: ['GATHERING'],
      to: 'CANCELLED',
      by: ['BUYER_CLERK', 'BUYER_APPROVER', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'],
    },
  ],
  names: {
    states: {
      GATHERING: text('拼单中', 'gathering'),
      FILLED: text('已成单', 'filled'),
      BELOW_MIN: text('未成单', 'below its minimum'),
      CANCELLED: text('已取消', 'cancelled'),
    },
    verbs: { cancel: text('取消', 'cancel') },
  },
});
export type PoolState = StateOf<typeof poolStates>;
export type PoolVerb = VerbOf<typeof poolStates>;

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
