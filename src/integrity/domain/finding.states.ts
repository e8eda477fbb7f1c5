import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const OFFICE = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'PLATFORM_OPS'] as const;
/** The nightly search, and people who know more. */
const AGAIN = ['SYSTEM', ...OFFICE] as const;
const PARTIES = ['SUPPLIER', 'BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * A finding: taken up by its office, explained by whom it asks, contested so that reports show it apart, decided. Seen
 * again with new evidence it is open once more: what was dismissed from the start, what was confirmed stays frozen.
 */
export const findingStates = defineStates({
  states: ['OPEN', 'EXPLAINED', 'CONTESTED', 'CONFIRMED', 'DISMISSED'],
  terminal: [],
  transitions: [
    { verb: 'take', from: ['OPEN'], to: 'OPEN', by: OFFICE },
    { verb: 'explain', from: ['OPEN'], to: 'EXPLAINED', by: PARTIES },
    { verb: 'contest', from: ['OPEN', 'EXPLAINED'], to: 'CONTESTED', by: OFFICE },
    { verb: 'confirm', from: ['CONTESTED'], to: 'CONFIRMED', by: OFFICE },
    { verb: 'dismiss', from: ['OPEN', 'EXPLAINED', 'CONTESTED'], to: 'DISMISSED', by: OFFICE },
    { verb: 'reopen', from: ['DISMISSED'], to: 'OPEN', by: AGAIN },
    { verb: 'reopen', from: ['CONFIRMED'], to: 'CONTESTED', by: AGAIN },
  ],
  names: {
    states: {
      OPEN: { zh: '待核查', en: 'open' },
      EXPLAINED: { zh: '已说明', en: 'explained' },
      CONTESTED: { zh: '有争议', en: 'contested' },
      CONFIRMED: { zh: '已核实', en: 'confirmed' },
      DISMISSED: { zh: '已排除', en: 'dismissed' },
    },
    verbs: {
      take: { zh: '受理', en: 'take up' },
      explain: { zh: '说明', en: 'explain' },
      contest: { zh: '提出争议', en: 'contest' },
      confirm: { zh: '核实', en: 'confirm' },
      dismiss: { zh: '排除', en: 'dismiss' },
      reopen: { zh: '重新核查', en: 'look into again' },
    },
  },
});
export type FindingState = StateOf<typeof findingStates>;
export type FindingVerb = VerbOf<typeof findingStates>;

export const isDecided = (state: FindingState): boolean => state === 'CONFIRMED' || state === 'DISMISSED';
