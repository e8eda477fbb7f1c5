import {
  explanationFor,
  frozenParksReport,
  nearestParkRelaxations,
  parksReport,
  runParks,
  viewOf,
  type InvestorView,
  type ParkRelaxation,
  type ParkView,
  type ParksInput,
  type SharedExplanation,
} from '../../../libs/matching/src/index';

/** What a park was shown of a run: its slots, who waits, what blocks, and why those it was given came first. */
export interface KeptParkView {
  readonly view: ParkView;
  readonly explanations: readonly SharedExplanation[];
}
/** What an enterprise was shown: its own intents alone, and what would have to change where no slot passes. */
export interface KeptInvestorView {
  readonly view: InvestorView;
  readonly relaxations: readonly { readonly intentId: string; readonly ways: readonly ParkRelaxation[] }[];
}

export interface ReadersView {
  readonly kind: 'PARK' | 'INVESTOR';
  readonly readerId: string;
  readonly kept: KeptParkView | KeptInvestorView;
}

/** One run and what every reader may know of it; deterministic. */
export function carriedOut(input: ParksInput): {
  readonly report: string;
  readonly views: readonly ReadersView[];
} {
  const run = runParks(input);
  const parks = input.parks.map(({ id: parkId }): ReadersView => {
    const reader = { kind: 'PARK', parkId } as const;
    const view = viewOf(run, reader) as ParkView;
    const explanations = view.slots.flatMap(({ slotId, intentId }) => {
      const told = intentId && explanationFor(run, reader, { intentId, slotId });
      return told && 'standing' in told ? [told] : [];
    });
    return { kind: 'PARK', readerId: parkId, kept: { view, explanations } };
  });
  const byId = new Map(input.intents.map((intent) => [intent.id, intent]));
  const investors = [...new Set(input.intents.map(({ enterpriseId }) => enterpriseId))].toSorted();
  const own = investors.map((enterpriseId): ReadersView => {
    const view = viewOf(run, { kind: 'INVESTOR', enterpriseId }) as InvestorView;
    const relaxations = view.intents.flatMap(({ intentId, slotsThatPass }) => {
      const intent = slotsThatPass === 0 ? byId.get(intentId) : undefined;
      return intent ? [{ intentId, ways: nearestParkRelaxations(input, intent) }] : [];
    });
    return { kind: 'INVESTOR', readerId: enterpriseId, kept: { view, relaxations } };
  });
  return { report: frozenParksReport(parksReport(run)), views: [...parks, ...own] };
}
