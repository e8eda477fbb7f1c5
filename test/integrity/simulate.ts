import { FINDING_KINDS } from '../../src/integrity/domain/finding';
import { judge, precisionOf, recallOf, totalOf, type JudgedYear, type Verdict } from './judged-years';
import { JUDGED_SEEDS, TUNED_SEEDS } from './seeds';
import { shippedThresholds } from './shipped-thresholds';
import { simulateYear } from './simulator/simulated-year';

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/** Wilson's interval: the share that may stand behind so many of so many. */
function wilson(part: number, whole: number): [number, number] {
  if (whole === 0) return [0, 1];
  const share = part / whole;
  const middle = share + (Z * Z) / (2 * whole);
  const off = Z * Math.sqrt((share * (1 - share)) / whole + (Z * Z) / (4 * whole * whole));
  const scale = 1 + (Z * Z) / whole;
  return [(middle - off) / scale, (middle + off) / scale];
}

/** A share in thousandths, always with three digits. */
const said = (share: number): string => {
  const thousandths = Math.round(share * 1000);
  return `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
};

const interval = ([low, high]: [number, number]) => `[${said(low)} ${said(high)}]`;

function lineOf(name: string, verdict: Verdict): string {
  const { caught, planted, wrong } = verdict;
  const told = caught + wrong;
  return [
    name.padEnd(20),
    `召回 recall ${said(recallOf(verdict))} ${interval(wilson(caught, planted))} (${caught}/${planted})`,
    `准确 precision ${said(precisionOf(verdict))} ${interval(wilson(caught, told))} (${caught}/${told})`,
  ].join('  ');
}

/** The worst and best year, and how far the mean of years may be off: findings of one year hang together. */
function overSeeds(years: readonly JudgedYear[], share: (verdict: Verdict) => number): string {
  const shares = years.map((year) => share(totalOf([year])));
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  const variance = shares.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, shares.length - 1);
  const off = Z * Math.sqrt(variance / shares.length);
  return `${said(mean)} ± ${said(off)}, ${said(Math.min(...shares))}–${said(Math.max(...shares))}`;
}

function tell(title: string, seeds: readonly number[], print: (line: string) => void): Verdict {
  const at = shippedThresholds();
  const simulated = seeds.map((seed) => {
    const played = simulateYear(seed);
    return { judged: judge(played, at), orders: played.year.orders.length, like: played.lookalikes.length };
  });
  const years = simulated.map(({ judged }) => judged);
  const sum = (count: (one: (typeof simulated)[number]) => number) =>
    simulated.reduce((total, one) => total + count(one), 0);
  print(
    `${title}: 种子 seeds ${seeds[0]}–${seeds.at(-1)}, 订单 orders ${sum(({ orders }) => orders)}, 貌似者 look-alikes ${sum(({ like }) => like)}`,
  );
  for (const kind of FINDING_KINDS) print(lineOf(kind, totalOf(years, kind)));
  const total = totalOf(years);
  print(lineOf('合计 TOTAL', total));
  print(
    `按种子 by seed: 召回 recall ${overSeeds(years, recallOf)}; 准确 precision ${overSeeds(years, precisionOf)}`,
  );
  return total;
}

/** What the product promises of its findings, on years it has not seen. */
export const LEAST_RECALL = 0.9;
export const LEAST_PRECISION = 0.8;

/** `npm run simulate [-- --tuned | seed …]`: true where the promise holds. */
export function simulate(parameters: readonly string[], print: (line: string) => void): boolean {
  const asked = parameters.map(Number).filter((seed) => Number.isSafeInteger(seed) && seed > 0);
  if (parameters.includes('--tuned')) tell('调参年份 tuned on', TUNED_SEEDS, print);
  const total = tell(
    asked.length > 0 ? '指定年份 asked for' : '评判年份 judged by',
    asked.length > 0 ? asked : JUDGED_SEEDS,
    print,
  );
  const holds = recallOf(total) >= LEAST_RECALL && precisionOf(total) >= LEAST_PRECISION;
  print(
    `${holds ? '✓' : '✗'} 召回 recall ≥ ${said(LEAST_RECALL)}, 准确 precision ≥ ${said(LEAST_PRECISION)}`,
  );
  return holds;
}
