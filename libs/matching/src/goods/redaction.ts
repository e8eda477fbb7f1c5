import { isOfCategory } from './category';
import { failuresOf, pairOf, type EligibilityName } from './eligibility';
import {
  explainUsedEdges,
  missingCause,
  refusedOf,
  type EdgeExplanation,
  type LineExplanation,
} from './explanation';
import type { Flip } from './flip';
import { proposalsOfLine } from './goods-report';
import type { GoodsRun } from './goods-run';
import { freightRate, landedRateAt } from './landed-cost';
import type { Relaxation } from './relaxation';

/**
 * What each reader may know of a line's explanation. Every view names what it shows: a field that is added to the
 * explanation is shown to nobody until it is named here.
 */

/** Why goods were chosen, without saying how much it weighed. */
export type ChoiceReason =
  'PRICE' | 'COUNTY_FLOOR' | 'PAIRED_COUNTY' | 'KNOWN_SUPPLIER' | 'BETTER_GRADE' | 'FILLS_UP';

/** What a supplier reads about one of his supplies. `NOT_SELECTED` covers price, cap, share and scarcity alike. */
export type SupplierStanding =
  | {
      readonly supplyId: string;
      readonly standing: 'PROPOSED';
      readonly quantityBase: bigint;
      readonly goodsFen: bigint;
      readonly freightFen: bigint;
      readonly reasons: readonly ChoiceReason[];
    }
  | {
      readonly supplyId: string;
      readonly standing: 'NOT_ELIGIBLE';
      readonly failed: readonly EligibilityName[];
    }
  | { readonly supplyId: string; readonly standing: 'NOT_SELECTED' };

/** Filters that tell nothing but what the published request and the supplier's own goods say. */
const OPEN_FILTERS: ReadonlySet<EligibilityName> = new Set<EligibilityName>([
  'SAME_GOODS',
  'NOT_OWN_GOODS',
  'GRADE_GOOD_ENOUGH',
  'CERTIFICATES_HELD',
  'ARRIVES_IN_TIME',
  'KEEPS_LONG_ENOUGH',
  'ENOUGH_LEFT',
  'SMALLEST_ORDER_FITS',
]);

/**
 * A supplier sees his own goods of the line's category only, and no number that hangs on a cap, a budget, another's price or
 * anybody's reliability.
 */
export function supplierView(run: GoodsRun, at: number, supplierId: string): SupplierStanding[] {
  const { problem } = run;
  const line = problem.lines[at];
  if (!line) return [];
  const explained = explainUsedEdges(run, at);
  const proposals = proposalsOfLine(run, at);
  return problem.supplies.flatMap((supply): SupplierStanding[] => {
    const { id } = supply.supply;
    if (supply.supply.supplierId !== supplierId || !isOfCategory(supply.supply, line.line)) return [];
    const edge = explained.find(({ supplyId }) => supplyId === id);
    const proposal = proposals.find(({ supplyId }) => supplyId === id);
    if (edge && proposal) {
      const { quantityBase, goodsFen, freightFen } = proposal;
      return [
        { supplyId: id, standing: 'PROPOSED', quantityBase, goodsFen, freightFen, reasons: reasonsOf(edge) },
      ];
    }
    const failed = failuresOf(pairOf(line, supply, problem.rules)).filter((name) => OPEN_FILTERS.has(name));
    return failed.length > 0
      ? [{ supplyId: id, standing: 'NOT_ELIGIBLE', failed }]
      : [{ supplyId: id, standing: 'NOT_SELECTED' }];
  });
}

function reasonsOf({ floors, terms, fillsUp }: EdgeExplanation): ChoiceReason[] {
  return [
    'PRICE',
    ...(floors.length > 0 ? (['COUNTY_FLOOR'] as const) : []),
    ...(terms.pairing < 0 ? (['PAIRED_COUNTY'] as const) : []),
    ...(terms.repeat < 0 ? (['KNOWN_SUPPLIER'] as const) : []),
    ...(terms.grade < 0 ? (['BETTER_GRADE'] as const) : []),
    ...(fillsUp ? (['FILLS_UP'] as const) : []),
  ];
}

type OpenTerms = Pick<EdgeExplanation['terms'], 'lateness' | 'grade' | 'repeat' | 'pairing'>;

/** The buyer of the line: prices, terms and what he could change; of scarcity and reliability only that they weighed. */
export interface BuyerView {
  readonly edges: readonly (Pick<
    EdgeExplanation,
    'supplyId' | 'quantityBase' | 'passed' | 'landedRate' | 'insteadOf' | 'fillsUp'
  > & {
    readonly terms: OpenTerms;
    readonly wantedByOthers: boolean;
    readonly forCountyFloors: readonly string[];
  })[];
  readonly losing: readonly Flip[];
  readonly refused: LineExplanation['refused'];
  readonly failures: LineExplanation['failures'];
  readonly missing: { readonly cause: string; readonly relaxations: readonly Relaxation[] } | null;
}

export function buyerView(explanation: LineExplanation): BuyerView {
  return {
    edges: explanation.edges.map((edge) => ({
      supplyId: edge.supplyId,
      quantityBase: edge.quantityBase,
      passed: edge.passed,
      landedRate: edge.landedRate,
      insteadOf: edge.insteadOf,
      fillsUp: edge.fillsUp,
      terms: openTerms(edge),
      wantedByOthers: edge.scarcityRate > 0,
      forCountyFloors: edge.floors.map(({ floorId }) => floorId),
    })),
    losing: explanation.losing.map(({ supplyId, cheaperByRate, exact }) => ({
      supplyId,
      cheaperByRate,
      exact,
    })),
    refused: explanation.refused.map(({ supplyId, failed }) => ({ supplyId, failed })),
    failures: { ...explanation.failures },
    missing: explanation.missing && {
      cause: explanation.missing.cause,
      relaxations: explanation.missing.relaxations,
    },
  };
}

const openTerms = ({ terms: { lateness, grade, repeat, pairing } }: EdgeExplanation): OpenTerms => ({
  lateness,
  grade,
  repeat,
  pairing,
});

/**
 * Offices: what fairness did and to whose cost; neither caps (a relaxation, a floor's price or who was within a cap would tell
 * one) nor reliability. What the cap decides changes nothing here but what was allocated.
 */
export interface CoordinatorView {
  readonly edges: readonly (Pick<EdgeExplanation, 'supplyId' | 'quantityBase' | 'insteadOf' | 'fillsUp'> & {
    readonly forCountyFloors: readonly string[];
  })[];
  /** Fit in all but price, not proposed, the cheapest delivered first. */
  readonly losing: readonly string[];
  readonly failures: Readonly<Partial<Record<EligibilityName, number>>>;
  readonly missingCause: 'NOBODY_ELIGIBLE' | 'PRICE_OR_OTHERS' | 'WHOLE_PACKS' | null;
}

const MOST_TOLD = 5;

export function coordinatorView(run: GoodsRun, at: number): CoordinatorView {
  const edges = explainUsedEdges(run, at);
  const { WITHIN_CAP: _cap, NOT_EXCLUDED: _excluded, ...failures } = refusedOf(run, at).failures;
  const fitting = fittingBeforePrice(run, at);
  const proposed = new Set(edges.map(({ supplyId }) => supplyId));
  const cause = missingCause(run, at);
  return {
    edges: edges.map(({ supplyId, quantityBase, floors, insteadOf, fillsUp }) => ({
      supplyId,
      quantityBase,
      insteadOf,
      fillsUp,
      forCountyFloors: floors.map(({ floorId }) => floorId),
    })),
    losing: fitting.filter((supplyId) => !proposed.has(supplyId)).slice(0, MOST_TOLD),
    failures,
    missingCause: cause === null || cause === 'WHOLE_PACKS' ? cause : causeBeforePrice(fitting),
  };
}

/** Which of both it is would tell the cap. */
const causeBeforePrice = (fitting: readonly string[]) =>
  fitting.length === 0 ? 'NOBODY_ELIGIBLE' : 'PRICE_OR_OTHERS';

/** Ids of the supplies the line could take whatever its cap, the cheapest delivered first. */
function fittingBeforePrice({ problem }: GoodsRun, at: number): string[] {
  const line = problem.lines[at];
  if (!line) return [];
  return problem.supplies
    .flatMap((supply) => {
      const pair = pairOf(line, supply, problem.rules);
      if (!failuresOf(pair).every((name) => name === 'WITHIN_CAP' || name === 'NOT_EXCLUDED')) return [];
      const landed = landedRateAt(supply, freightRate(line, supply, problem.rules), pair.most);
      return [{ id: supply.supply.id, landed }];
    })
    .toSorted((a, b) => a.landed - b.landed || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Operations answer for the run and see all of it. */
export const operationsView = (explanation: LineExplanation): LineExplanation => explanation;
