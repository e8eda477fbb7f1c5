import type { CoordinatorView, EligibilityName, LineExplanation } from '../../../libs/matching/src/index';
import { formatQuantity } from '../../../libs/money/src/index';
import type { WindowRow } from '../storage/proposal-rows';
import type { Explained } from '../storage/match-tasks';
import type { SupplyCard } from '../storage/supply-cards';
import { rateOf } from './buyer-words';
import type { RunLineExplanationType, RunLineSupplyType } from './run-line.type';

type CardOf = (id: string) => SupplyCard;

/** Operations read what hangs on caps and doubt too: prices of floors and of scarcity, and who was within the cap. */
export interface OfficeView {
  readonly view: Omit<CoordinatorView, 'missingCause'> & { readonly missingCause: string | null };
  readonly all: LineExplanation | null;
}

export function officeView(explained: Explained): OfficeView | null {
  if (explained.as === 'COORDINATOR') return { view: explained.view, all: null };
  if (explained.as !== 'OPERATIONS') return null;
  const { edges, losing, failures, missing } = explained.view;
  const view = {
    edges: edges.map((edge) => ({ ...edge, forCountyFloors: edge.floors.map(({ floorId }) => floorId) })),
    losing: losing.map(({ supplyId }) => supplyId),
    failures,
    missingCause: missing?.cause ?? null,
  };
  return { view, all: explained.view };
}

export const namedByOffice = ({ view: { edges, losing } }: OfficeView): string[] => [
  ...edges.flatMap(({ supplyId, insteadOf }) => [supplyId, ...(insteadOf ? [insteadOf.supplyId] : [])]),
  ...losing,
];

export function runLineExplanation(
  { unit }: Pick<WindowRow, 'unit'>,
  { view, all }: OfficeView,
  cardOf: CardOf,
): RunLineExplanationType {
  const told = rateOf(unit);
  return {
    losing: view.losing.map(cardOf),
    failures: Object.entries(view.failures).map(([filter, supplies]) => ({
      filter: filter as EligibilityName,
      supplies,
    })),
    missingCause: view.missingCause,
    supplies: view.edges.map((edge): RunLineSupplyType => {
      const whole = all?.edges.find(({ supplyId }) => supplyId === edge.supplyId);
      return {
        supply: cardOf(edge.supplyId),
        quantity: formatQuantity(edge.quantityBase, unit),
        floors: edge.forCountyFloors.map((floorId) => {
          const priced = whole?.floors.find((one) => one.floorId === floorId);
          return { floorId, premium: priced ? told(priced.premiumRate) : null };
        }),
        insteadOf: edge.insteadOf && {
          supply: cardOf(edge.insteadOf.supplyId),
          dearerBy: told(edge.insteadOf.dearerByRate),
          floorIds: edge.insteadOf.floorIds,
        },
        fillsUp: edge.fillsUp,
        scarcity: whole ? told(whole.scarcityRate) : null,
        unreliability: whole ? told(whole.terms.unreliability) : null,
      };
    }),
  };
}
