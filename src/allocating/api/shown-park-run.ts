import type { PairFacts, ParkRelaxation, SharedExplanation } from '../../../libs/matching/src/index';
import { OWN_NAMES } from '../domain/park-market';
import type { KeptInvestorView, KeptParkView } from '../domain/park-run-views';
import type {
  ParkPairExplanationType,
  ParkRelaxationType,
  ParkRunIntentType,
  ParkRunOfParkType,
  ParkRunWaitingType,
} from './park-run.type';

/** Longer lists say no more. */
const MOST_SLOTS = 20;

/** What the engine calls its own is called by its name, or left out. */
const nameOf = (name: string): string | null =>
  Object.hasOwn(OWN_NAMES, name) ? (OWN_NAMES[name] ?? null) : name;
const namesOf = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => nameOf(name) ?? [])),
];
const reserveOf = (id: string): string => id.split(' ')[0] ?? '';

function explained(
  facts: PairFacts | SharedExplanation,
  next: { intentId: string; points: number } | null,
): ParkPairExplanationType {
  return {
    filters: facts.filters.map(({ name, passed, figures }) => ({
      name,
      passed,
      figures: figures.flatMap(({ of, needed, there }) => {
        const said = nameOf(of);
        return said === null ? [] : [{ of: said, needed: `${needed}`, there: `${there}` }];
      }),
    })),
    parkScore: facts.parkScore,
    parkTerms: facts.parkTerms,
    intentScore: facts.intentScore,
    intentTerms: facts.intentTerms,
    nextIntentId: next?.intentId ?? null,
    nextPoints: next?.points ?? null,
  };
}

/** By intent: the release by which the park is shown it now. What it is shown no more is left out of what was kept. */
export function shownToPark(
  { view, explanations }: KeptParkView,
  releases: ReadonlyMap<string, string>,
): Omit<ParkRunOfParkType, 'runId' | 'sha256'> {
  const why = new Map(explanations.map((one) => [one.slotId, one]));
  const seen = (rows: KeptParkView['view']['waiting']): ParkRunWaitingType[] =>
    rows.flatMap(({ slotId, intentId, reason, resources, reserveIds }) =>
      releases.has(intentId)
        ? [{ slotId, intentId, reason, resources: namesOf(resources), reserves: reserveIds.map(reserveOf) }]
        : [],
    );
  return {
    parkId: view.parkId,
    slots: view.slots.map(({ slotId, state, intentId, reserveId }) => {
      const shown = intentId !== null && releases.has(intentId) ? intentId : null;
      const facts = shown ? why.get(slotId) : undefined;
      const next = facts?.nearest.forSlot ?? null;
      return {
        slotId,
        state,
        intentId: shown,
        releaseId: shown && (releases.get(shown) ?? null),
        reserve: shown && reserveId ? reserveOf(reserveId) : null,
        explanation: facts ? explained(facts, next && releases.has(next.intentId) ? next : null) : null,
      };
    }),
    waiting: seen(view.waiting),
    blockingPairs: seen(view.blockingPairs),
    uses: view.use.resources.flatMap(({ name, ...use }) => {
      const resource = nameOf(name);
      return resource === null || resource !== name ? [] : [{ resource, ...use }];
    }),
  };
}

export function shownToInvestor({ view, relaxations }: KeptInvestorView): ParkRunIntentType[] {
  const ways = new Map(relaxations.map(({ intentId, ways: found }) => [intentId, found]));
  return view.intents.map(({ intentId, placed, slotsThatPass, notAvailable }) => ({
    intentId,
    placed: placed && {
      parkId: placed.parkId,
      slotId: placed.slotId,
      explanation: explained(placed, null),
    },
    slotsThatPass,
    notAvailable: notAvailable.slice(0, MOST_SLOTS),
    relaxations: (ways.get(intentId) ?? []).map(relaxed),
  }));
}

function relaxed({ changes, slotIds }: ParkRelaxation): ParkRelaxationType {
  return {
    slotIds: slotIds.slice(0, MOST_SLOTS),
    changes: changes.map((one) => {
      const of =
        'resource' in one
          ? nameOf(one.resource)
          : 'load' in one
            ? one.load
            : 'kind' in one
              ? one.kind
              : 'regionCode' in one
                ? one.regionCode
                : 'parkId' in one
                  ? one.parkId
                  : null;
      const amounts = 'from' in one ? { from: `${one.from}`, to: `${one.to}` } : { from: null, to: null };
      return { change: one.change, of, ...amounts };
    }),
  };
}
