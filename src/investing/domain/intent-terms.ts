import { orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { Refused, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import type { IntentKind, IntentStage, SlotKindWanted } from './intent-kinds';
import { investingRefusals, MOST_JOBS, MOST_REGIONS } from './investing.refusals';
import { validityWrong, type DayFacts } from './validity';

/** Two of them stay below the largest integer of a column. */
const LARGEST_NEED = 1_000_000_000;
/** A project that starts later than that is no intent yet. */
const LATEST_START_YEARS = 10;

/** So much of a resource of a slot, in its unit. */
export interface IntentNeed {
  readonly resource: string;
  readonly capacity: number;
}

/** What is said of an intent. */
export interface SaidIntent {
  readonly kind: IntentKind;
  readonly stage: IntentStage;
  /** A group or a class of GB/T 4754. */
  readonly industryCode: string;
  readonly investment: MoneyText;
  readonly jobs: number;
  /** Land, a plant, or either. */
  readonly slotKinds: readonly SlotKindWanted[];
  readonly needs: readonly IntentNeed[];
  /** Western provinces, prefectures or counties; none: wherever it fits. */
  readonly regionCodes: readonly string[];
  readonly startFrom: string;
  readonly startBy: string;
  readonly validUntil: string;
  readonly note?: string | null;
}

/** What the words are held against. */
export interface IntentFacts extends DayFacts {
  readonly isWestern: (code: string) => boolean;
}

/** The terms as they are kept; throws with all that is wrong at once. */
export function readIntent(
  said: SaidIntent,
  facts: IntentFacts,
  path: RefusalPath,
): Omit<SaidIntent, 'investment'> & { readonly investmentFen: bigint } {
  const { investment, ...terms } = said;
  const { fen: investmentFen } = orRefused([...path, 'investment'], () => parseMoney(investment));
  const wrong = [
    ...industryWrong(said, facts, [...path, 'industryCode']),
    ...(investmentFen === 0n ? [investingRefusals.INVESTMENT_ZERO([...path, 'investment'])] : []),
    ...(said.jobs < 0 || said.jobs > MOST_JOBS
      ? [investingRefusals.JOBS_OUT_OF_RANGE([...path, 'jobs'])]
      : []),
    ...slotKindsWrong(said, [...path, 'slotKinds']),
    ...needsWrong(said, [...path, 'needs']),
    ...regionsWrong(said, facts, [...path, 'regionCodes']),
    ...startWrong(said, facts, path),
    ...validityWrong(said.validUntil, facts, [...path, 'validUntil']),
  ];
  if (wrong.length > 0) throw new Refused(wrong);
  return { ...terms, investmentFen };
}

function industryWrong(
  { industryCode }: SaidIntent,
  { isIndustry }: IntentFacts,
  path: RefusalPath,
): Refusal[] {
  if (!isIndustry(industryCode)) return [investingRefusals.INDUSTRY_UNKNOWN(path)];
  return industryCode.length < 3 ? [investingRefusals.INDUSTRY_TOO_WIDE(path)] : [];
}

function slotKindsWrong({ slotKinds }: SaidIntent, path: RefusalPath): Refusal[] {
  if (slotKinds.length === 0) return [investingRefusals.SLOT_KINDS_MISSING(path)];
  return doubled(slotKinds).map((index) => investingRefusals.SLOT_KIND_TWICE([...path, index]));
}

function needsWrong({ needs, slotKinds }: SaidIntent, path: RefusalPath): Refusal[] {
  if (needs.length === 0) return [investingRefusals.NEEDS_MISSING(path)];
  const codes = needs.map(({ resource }) => resource);
  const wrong = needs.flatMap(({ capacity }, index) =>
    capacity < 1 || capacity > LARGEST_NEED
      ? [investingRefusals.NEED_OUT_OF_RANGE([...path, index, 'capacity'])]
      : [],
  );
  const twice = doubled(codes).map((index) => investingRefusals.NEED_TWICE([...path, index, 'resource']));
  const without =
    (slotKinds.includes('LAND') && !codes.includes('LAND')) ||
    (slotKinds.includes('PLANT') && !codes.includes('FLOOR'));
  return [...wrong, ...twice, ...(without ? [investingRefusals.SPACE_MISSING(path)] : [])];
}

function regionsWrong({ regionCodes }: SaidIntent, { isWestern }: IntentFacts, path: RefusalPath): Refusal[] {
  if (regionCodes.length > MOST_REGIONS) return [investingRefusals.REGIONS_TOO_MANY(path)];
  return [
    ...regionCodes.flatMap((code, index) =>
      isWestern(code) ? [] : [investingRefusals.REGION_NOT_WESTERN([...path, index])],
    ),
    ...doubled(regionCodes).map((index) => investingRefusals.REGION_TWICE([...path, index])),
  ];
}

function startWrong(
  { startFrom, startBy }: SaidIntent,
  { today }: IntentFacts,
  path: RefusalPath,
): Refusal[] {
  const last = `${Number(today.slice(0, 4)) + LATEST_START_YEARS}-12-31`;
  const wrong: Refusal[] = [];
  if (startFrom < today) wrong.push(investingRefusals.START_IN_PAST([...path, 'startFrom']));
  if (startBy < startFrom) wrong.push(investingRefusals.START_REVERSED([...path, 'startBy']));
  else if (startBy > last) wrong.push(investingRefusals.START_TOO_LATE({ last }, [...path, 'startBy']));
  return wrong;
}

/** Where something stands that stood before. */
const doubled = (words: readonly string[]): number[] =>
  words.flatMap((word, index) => (words.indexOf(word) < index ? [index] : []));

/** YX20260709-3FA85F64. By chance, for a running number would tell a park how many intents it is not shown. */
export const intentNumber = (statedOn: string, id: string): string =>
  `YX${statedOn.replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;
