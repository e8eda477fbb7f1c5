import { addDays } from '../../platform/index';
import type { PlannedFraud, PlannedStage } from './project-stages';
import type { Random } from './random';

/** Money paid in on a day; what is invented stays unverified. */
export interface PlannedCapital {
  readonly fen: bigint;
  readonly on: string;
  readonly verified: boolean;
}

interface Making {
  readonly random: Random;
  readonly reached: readonly { readonly stage: PlannedStage; readonly on: string }[];
  readonly investmentFen: bigint;
  readonly fraud: PlannedFraud | null;
  readonly firstDay: string;
  readonly lastDay: string;
}

const YUAN = 100n;
const DAYS_TO_VERIFY = 12;

/** From registration on a part of what was signed, in odd amounts and never at the end of a month. */
export function planCapital({
  random,
  reached,
  investmentFen,
  fraud,
  firstDay,
  lastDay,
}: Making): PlannedCapital[] {
  const registered = reached.find(({ stage }) => stage === 'REGISTERED');
  if (!registered) return [];
  const from = registered.on > addDays(firstDay, 10) ? registered.on : addDays(firstDay, 10);
  const most = addDays(lastDay, -DAYS_TO_VERIFY);
  const days = Array.from({ length: random.whole(1, 3) }, (_, at) =>
    midMonth(addDays(from, 15 + at * 40), random.whole(5, 22)),
  ).filter((on) => on > from && on < most);
  if (fraud === 'ROUND_AMOUNTS')
    return invented(
      [1n, 2n, 1n].map((millions, at) => [millions * 1_000_000n * YUAN, 9 + at, at]),
      most,
    );
  if (fraud === 'MONTH_END_CLUSTER')
    return invented(
      [731_219n, 648_357n, 702_413n].map((yuan, at) => [yuan * YUAN, 'END', at]),
      most,
    );
  if (fraud === 'CAPITAL_PER_JOB') return invented([[28_764_311n * YUAN, 11, 1]], most);
  if (fraud === 'SHARED_DOCUMENT') return invented([[1_236_871n * YUAN, 12, 1]], most);
  return days.map((on) => ({
    fen:
      (investmentFen / 5n / YUAN + BigInt(random.whole(1_001, 9_999))) * YUAN + BigInt(random.whole(1, 99)),
    on,
    verified: true,
  }));
}

/** Of the months before the last days, the farther the larger `back`. */
function invented(
  records: readonly (readonly [fen: bigint, date: number | 'END', back: number])[],
  most: string,
): PlannedCapital[] {
  return records.map(([fen, date, back]) => {
    const month = monthBack(most, back + 1);
    return {
      fen,
      on: date === 'END' ? endOf(month) : `${month}-${String(date).padStart(2, '0')}`,
      verified: false,
    };
  });
}

const midMonth = (day: string, date: number) => `${day.slice(0, 8)}${String(date).padStart(2, '0')}`;

function monthBack(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const at = year * 12 + month - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

function endOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}
