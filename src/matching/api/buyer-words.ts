import type { BuyerView, EligibilityName, Relaxation } from '../../../libs/matching/src/index';
import { formatQuantity, unitOf } from '../../../libs/money/src/index';
import { tellingUnit, yuan, yuanPerUnit } from '../domain/rate-text';
import { relaxationText } from '../domain/relaxation-text';
import type { EdgeRow, WindowRow } from '../storage/proposal-rows';
import type { SupplyCard } from '../storage/supply-cards';
import type { MatchedWindowType, ProposedSupplyType } from './match-proposal.type';
import type { RelaxationType } from './match-relaxation.type';
import type { UnitRateType } from './match-supply.type';

type CardOf = (id: string) => SupplyCard;
type Said = Pick<WindowRow, 'unit' | 'capUnit'>;

export const rateOf = (unit: string) => {
  const { baseUnit } = unitOf(unit);
  const per = baseUnit === 'si' ? unit : tellingUnit(baseUnit);
  return (rate: number): UnitRateType => ({ yuan: yuanPerUnit(rate, per), per });
};

/** Supplies a view names: they are looked up at once. */
export const namedIn = ({ edges, losing, refused, missing }: BuyerView): string[] => [
  ...edges.flatMap(({ supplyId, insteadOf }) => [supplyId, ...(insteadOf ? [insteadOf.supplyId] : [])]),
  ...losing.map(({ supplyId }) => supplyId),
  ...refused.map(({ supplyId }) => supplyId),
  ...(missing?.relaxations.map(({ supplyId }) => supplyId) ?? []),
];

/**
 * Who opened a pool does not know the other units' caps, and the pool's is one of them: what a cap decides is not told.
 */
export function withoutCaps(view: BuyerView, isServed: boolean): BuyerView {
  const { WITHIN_CAP: _cap, ...failures } = view.failures;
  return {
    ...view,
    failures,
    refused: view.refused.filter(({ failed }) => !failed.includes('WITHIN_CAP')),
    // What would flip a choice hangs on what missing goods are worth.
    losing: isServed ? view.losing : [],
    missing: view.missing && {
      cause: causeWithoutCap(view),
      relaxations: relaxationsWithoutCaps(view.missing.relaxations),
    },
  };
}

function causeWithoutCap({ missing, refused }: BuyerView): string {
  const onlyPrice = refused.some(({ failed }) => failed.every((name) => name === 'WITHIN_CAP'));
  if (missing?.cause === 'WHOLE_PACKS') return 'WHOLE_PACKS';
  return missing?.cause === 'NOBODY_ELIGIBLE' && !onlyPrice ? 'NOBODY_ELIGIBLE' : 'PRICE_OR_OTHERS';
}

export const relaxationsWithoutCaps = (relaxations: readonly Relaxation[]): Relaxation[] =>
  relaxations.filter(({ changes }) => changes.every(({ kind }) => kind !== 'RAISE_CAP'));

export function relaxationsIn(
  relaxations: readonly Relaxation[],
  said: Said,
  cardOf: CardOf,
): RelaxationType[] {
  const told = rateOf(said.unit);
  return relaxations.map(({ supplyId, changes, landedRate }) => ({
    supply: cardOf(supplyId),
    changes: changes.map((change) => ({ kind: change.kind, ...relaxationText(change, said) })),
    landed: told(landedRate),
  }));
}

/** A window with what the run proposes for it and why, in yuan. */
export function matchedWindow(
  window: WindowRow,
  edges: readonly EdgeRow[],
  view: BuyerView,
  cardOf: CardOf,
): MatchedWindowType {
  const told = rateOf(window.unit);
  const { windowId, lineId, from, until, reachesMinimum } = window;
  return {
    windowId,
    lineId,
    from,
    until,
    reachesMinimum,
    wanted: formatQuantity(window.wantedBase, window.unit),
    served: formatQuantity(window.servedBase, window.unit),
    supplies: view.edges.flatMap((edge) => {
      const kept = edges.find((one) => one.windowId === windowId && one.supplyId === edge.supplyId);
      return kept ? [proposedSupply(window, kept, edge, cardOf)] : [];
    }),
    losing: view.losing.map(({ supplyId, cheaperByRate, exact }) => ({
      supply: cardOf(supplyId),
      cheaperBy: told(cheaperByRate),
      exact,
    })),
    refused: view.refused.map(({ supplyId, failed }) => ({ supply: cardOf(supplyId), failed })),
    failures: Object.entries(view.failures).map(([filter, supplies]) => ({
      filter: filter as EligibilityName,
      supplies,
    })),
    missing: view.missing && {
      cause: view.missing.cause,
      relaxations: relaxationsIn(view.missing.relaxations, window, cardOf),
    },
  };
}

function proposedSupply(
  { unit }: WindowRow,
  kept: EdgeRow,
  edge: BuyerView['edges'][number],
  cardOf: CardOf,
): ProposedSupplyType {
  const told = rateOf(unit);
  const { lateness, grade, repeat, pairing } = edge.terms;
  return {
    supply: cardOf(edge.supplyId),
    quantity: formatQuantity(kept.quantityBase, unit),
    goods: yuan(kept.goodsFen),
    freight: yuan(kept.freightFen),
    landed: told(edge.landedRate),
    passed: edge.passed,
    terms: { lateness: told(lateness), grade: told(grade), repeat: told(repeat), pairing: told(pairing) },
    wantedByOthers: edge.wantedByOthers,
    forCountyFloors: edge.forCountyFloors,
    insteadOf: edge.insteadOf && {
      supply: cardOf(edge.insteadOf.supplyId),
      dearerBy: told(edge.insteadOf.dearerByRate),
      floorIds: edge.insteadOf.floorIds,
    },
    fillsUp: edge.fillsUp,
  };
}
