import { FINDING_KINDS, type Finding, type FindingKind } from '../../src/integrity/domain/finding';
import { rules } from '../../src/integrity/domain/findings-of';
import type { Thresholds } from '../../src/integrity/domain/thresholds';
import type { Planted } from './simulator/planted';
import type { SimulatedYear } from './simulator/simulated-year';

/** What the rules found in simulated years, against what was planted. */
export interface Verdict {
  readonly planted: number;
  /** Each cheat once, however many findings speak of it. */
  readonly caught: number;
  /** Findings that speak of no cheat of their kind, be it that they meet one of another kind. */
  readonly wrong: number;
}

export interface JudgedYear {
  readonly seed: number;
  readonly byKind: ReadonlyMap<FindingKind, Verdict>;
  readonly missed: readonly Planted[];
  readonly wrong: readonly Finding[];
}

/** At least half of what a finding names belongs to the cheat: one that accuses everybody is right about nobody. */
function speaksOf({ kind, evidence, key }: Finding, planted: Planted, ids: ReadonlySet<string>): boolean {
  if (kind !== planted.kind) return false;
  const named = evidence.length > 0 ? evidence.map(({ id }) => id) : [key];
  return named.filter((id) => ids.has(id)).length * 2 >= named.length;
}

export function judge(
  { seed, year, cheats }: SimulatedYear,
  at: Thresholds,
  kinds: readonly FindingKind[] = FINDING_KINDS,
): JudgedYear {
  const findings = kinds.flatMap((kind) => rules[kind](year, at));
  const known = cheats.map((planted) => ({ planted, ids: new Set(planted.ids) }));
  const isRight = (finding: Finding) => known.some(({ planted, ids }) => speaksOf(finding, planted, ids));
  const isCaught = ({ planted, ids }: (typeof known)[number]) =>
    findings.some((finding) => speaksOf(finding, planted, ids));
  const byKind = new Map(
    kinds.map((kind) => {
      const own = findings.filter((finding) => finding.kind === kind);
      const plants = known.filter(({ planted }) => planted.kind === kind);
      const caught = plants.filter(isCaught).length;
      const wrong = own.filter((finding) => !isRight(finding)).length;
      return [kind, { planted: plants.length, caught, wrong }];
    }),
  );
  const missed = known.filter((one) => !isCaught(one)).map(({ planted }) => planted);
  return { seed, byKind, missed, wrong: findings.filter((finding) => !isRight(finding)) };
}

export const NOTHING: Verdict = { planted: 0, caught: 0, wrong: 0 };

export const added = (a: Verdict, b: Verdict): Verdict => ({
  planted: a.planted + b.planted,
  caught: a.caught + b.caught,
  wrong: a.wrong + b.wrong,
});

export const totalOf = (years: readonly JudgedYear[], kind?: FindingKind): Verdict =>
  years
    .flatMap(({ byKind }) => [...byKind])
    .filter(([of]) => kind === undefined || of === kind)
    .reduce((sum, [, verdict]) => added(sum, verdict), NOTHING);

export const recallOf = ({ caught, planted }: Verdict): number => caught / planted;
export const precisionOf = ({ caught, wrong }: Verdict): number => caught / Math.max(1, caught + wrong);
