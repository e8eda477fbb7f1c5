import type { Compared } from './rounds';
import type { Outcome, Said } from './table';

const rate = (value: number) =>
  `${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })}/s`;
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** At least so much of the floor's rate and, where asked, at most so many times its p95. */
export function rateOutcome(
  what: Said,
  result: Compared,
  atLeast: number | null,
  p95AtMost: number | null = null,
): Outcome {
  const { floor, ours, spread } = result;
  const slow = p95AtMost !== null && result.p95 > p95AtMost;
  const p95Ratio = p95AtMost === null ? '' : `, p95 ${result.p95.toFixed(2)}×`;
  const p95Target = p95AtMost === null ? '' : `, p95 ≤ ${p95AtMost}×`;
  return {
    what,
    floor: `${rate(floor.perSecond)}, p95 ${ms(floor.p95)}`,
    ours: `${rate(ours.perSecond)}, p95 ${ms(ours.p95)}`,
    ratio: `${result.rate.toFixed(2)} (${spread[0].toFixed(2)}–${spread[1].toFixed(2)})${p95Ratio}`,
    target: atLeast === null ? '—' : `≥ ${atLeast.toFixed(2)}${p95Target}`,
    held: atLeast === null ? null : result.rate >= atLeast && !slow,
  };
}

/** Median time to answer, at most so many times what it is compared with. */
export function timeOutcome(what: Said, result: Compared, atMost: number): Outcome {
  return {
    what,
    floor: ms(result.floor.p50),
    ours: ms(result.ours.p50),
    ratio: `${result.p50.toFixed(2)}×`,
    target: `≤ ${atMost}×`,
    held: result.p50 <= atMost,
  };
}

export function limitOutcome(what: Said, value: number, limit: number, unit: string): Outcome {
  return {
    what,
    floor: '—',
    ours: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
    ratio: '',
    target: `≤ ${limit} ${unit}`,
    held: value <= limit,
  };
}
