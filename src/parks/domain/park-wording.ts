import { Refused, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { capacitiesWrong } from './capacities';
import { hundredthsOf, isPlausible, type Spot } from './coordinates';
import { datesWrong } from './park-dates';
import type { MarketKind, ParkKind } from './park-kinds';
import { MOST_INDUSTRIES, MOST_MARKETS, MOST_PARTNERS, parkRefusals } from './park.refusals';
import type { ResourceCapacity } from './resources';

export interface SaidPartner {
  readonly organizationId: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

export interface SaidMarket {
  readonly kind: MarketKind;
  readonly name: string;
  readonly km: number;
}

/** What is said of a park. */
export interface SaidWording {
  readonly name: string;
  readonly kind: ParkKind;
  /** Degrees. */
  readonly longitude: string;
  readonly latitude: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly labour: { readonly workers: number; readonly withinKm: number } | null;
  readonly description: string | null;
  readonly environmentNote: string | null;
  readonly capacities: readonly ResourceCapacity[];
  readonly wantedIndustries: readonly string[];
  readonly excludedIndustries: readonly string[];
  readonly partners: readonly SaidPartner[];
  readonly markets: readonly SaidMarket[];
}

/** What the words are held against. */
export interface WordingFacts {
  readonly today: string;
  readonly operatorId: string;
  readonly county: Spot | null;
  /** Whether it counts in the name of another county than it lies in. */
  readonly awayFromHome: boolean;
  readonly isIndustry: (code: string) => boolean;
  /** Side of each organization that is there. */
  readonly sides: ReadonlyMap<string, 'EAST' | 'WEST' | null>;
}

/** Throws with all that is wrong at once. */
export function requireSound(said: SaidWording, facts: WordingFacts, path: RefusalPath): void {
  const wrong = [
    ...placeWrong(said, facts, path),
    ...((said.kind === 'ENCLAVE') === facts.awayFromHome
      ? []
      : [parkRefusals.ENCLAVE_NAMES_HOME([...path, 'kind'])]),
    ...datesWrong({ from: said.validFrom, to: said.validTo }, facts.today, {
      from: [...path, 'validFrom'],
      to: [...path, 'validTo'],
    }),
    ...labourWrong(said, path),
    ...capacitiesWrong(said.capacities, [...path, 'capacities']),
    ...industriesWrong(said, facts, path),
    ...partnersWrong(said, facts, [...path, 'partners']),
    ...marketsWrong(said.markets, [...path, 'markets']),
  ];
  if (wrong.length > 0) throw new Refused(wrong);
}

function placeWrong({ longitude, latitude }: SaidWording, { county }: WordingFacts, path: RefusalPath) {
  const spot = { longitudeHundredths: hundredthsOf(longitude), latitudeHundredths: hundredthsOf(latitude) };
  return isPlausible(spot, county) ? [] : [parkRefusals.COORDINATES_OUTSIDE([...path, 'longitude'])];
}

function labourWrong({ labour }: SaidWording, path: RefusalPath): Refusal[] {
  if (labour === null) return [];
  const { workers, withinKm } = labour;
  const at = [...path, 'labour'];
  if (workers < 1 || workers > 10_000_000) return [parkRefusals.LABOUR_OUT_OF_RANGE([...at, 'workers'])];
  return withinKm < 1 || withinKm > 200 ? [parkRefusals.LABOUR_OUT_OF_RANGE([...at, 'withinKm'])] : [];
}

function industriesWrong(
  { wantedIndustries, excludedIndustries }: SaidWording,
  { isIndustry }: WordingFacts,
  path: RefusalPath,
): Refusal[] {
  const seen = new Set<string>();
  const lists = { wantedIndustries, excludedIndustries };
  return Object.entries(lists).flatMap(([name, codes]): Refusal[] => {
    if (codes.length > MOST_INDUSTRIES) return [parkRefusals.INDUSTRIES_TOO_MANY([...path, name])];
    return codes.flatMap((code, index): Refusal[] => {
      const at = [...path, name, index];
      if (!isIndustry(code)) return [parkRefusals.INDUSTRY_UNKNOWN(at)];
      if (seen.has(code)) return [parkRefusals.INDUSTRY_TWICE(at)];
      seen.add(code);
      return [];
    });
  });
}

function partnersWrong(
  { kind, partners }: SaidWording,
  { today, operatorId, sides }: WordingFacts,
  path: RefusalPath,
): Refusal[] {
  if (partners.length > MOST_PARTNERS) return [parkRefusals.PARTNERS_TOO_MANY(path)];
  const wrong = partners.flatMap(({ organizationId, fromOn, untilOn }, index): Refusal[] => {
    const at = [...path, index];
    if (!sides.has(organizationId)) return [parkRefusals.PARTNER_UNKNOWN([...at, 'organizationId'])];
    if (organizationId === operatorId) return [parkRefusals.PARTNER_IS_OPERATOR([...at, 'organizationId'])];
    const paths = { from: [...at, 'fromOn'], to: [...at, 'untilOn'] };
    return datesWrong({ from: fromOn, to: untilOn }, today, paths);
  });
  if (wrong.length > 0) return wrong;
  const doubled = partners.findIndex((one, index) =>
    partners
      .slice(0, index)
      .some((other) => other.organizationId === one.organizationId && overlap(one, other)),
  );
  if (doubled >= 0) return [parkRefusals.PARTNER_DATES_OVERLAP([...path, doubled])];
  const eastern = partners.some(({ organizationId }) => sides.get(organizationId) === 'EAST');
  return kind === 'JOINT' && !eastern ? [parkRefusals.EASTERN_PARTNER_MISSING(path)] : [];
}

/** The last day belongs to a span; null: open. */
const overlap = (one: SaidPartner, other: SaidPartner): boolean =>
  (other.untilOn === null || one.fromOn <= other.untilOn) &&
  (one.untilOn === null || other.fromOn <= one.untilOn);

function marketsWrong(markets: readonly SaidMarket[], path: RefusalPath): Refusal[] {
  if (markets.length > MOST_MARKETS) return [parkRefusals.MARKETS_TOO_MANY(path)];
  const seen = new Set<string>();
  return markets.flatMap(({ kind, name, km }, index): Refusal[] => {
    if (seen.has(`${kind} ${name}`)) return [parkRefusals.MARKET_TWICE([...path, index])];
    seen.add(`${kind} ${name}`);
    return km < 1 || km > 10_000 ? [parkRefusals.DISTANCE_OUT_OF_RANGE([...path, index, 'km'])] : [];
  });
}
