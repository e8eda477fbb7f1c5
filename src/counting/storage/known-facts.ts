import { Injectable } from '@nestjs/common';
import { CatalogReader, Countability } from '../../catalog/index';
import { Organizations, type Organization } from '../../organizations/index';
import { PairingSides } from '../../pairing/index';
import type { Reader } from '../../platform/index';
import { Regions, placeOn, regimeOn, ruleInForce, type RegionFacts, type RuleKey } from '../../regions/index';
import type { CountingMode, Portion, PortionSource } from '../domain/portion';
import type { FactValue } from '../domain/rule-language';

export type Judged = Pick<
  Portion,
  'lotId' | 'unitId' | 'supplierId' | 'countyCode' | 'categoryCode' | 'on' | 'choices' | 'how'
> & { readonly source: Pick<PortionSource, 'kind'> };

/** Who counts a portion: the unit that bought it, or the helper that helped to sell it. */
export interface Counter {
  readonly mode: CountingMode;
  readonly unitId: string;
}

export function countersOf({ unitId, how }: Pick<Judged, 'unitId' | 'how'>): Counter[] {
  const helper = how.mandate?.helperId;
  return [{ mode: 'PURCHASE', unitId }, ...(helper ? [{ mode: 'HELP_SELL', unitId: helper } as const] : [])];
}

/** What every scheme asks of, found out once for many portions. */
export interface Gathered {
  readonly regions: RegionFacts;
  readonly unit: (unitId: string, on: string) => Organization;
  readonly side: (regionCode: string, on: string) => string | null;
  /** Codes of what stands against the lot on the day, from the side of the product. */
  readonly obstacles: (lotId: string, on: string) => ReadonlySet<string>;
  readonly counties: (portion: Pick<Judged, 'lotId' | 'countyCode'>) => readonly string[];
}

@Injectable()
export class KnownFacts {
  constructor(
    private readonly organizations: Organizations,
    private readonly sides: PairingSides,
    private readonly countability: Countability,
    private readonly catalog: CatalogReader,
    private readonly regions: Regions,
  ) {}

  /** In as many statements for hundreds of portions of many days as for one. */
  async gather(reader: Reader, portions: readonly Judged[]): Promise<Gathered> {
    const [regions, lots, obstacles, units] = await Promise.all([
      this.regions.facts(reader),
      this.catalog.lotFacts(reader, [...new Set(portions.map(({ lotId }) => lotId))]),
      this.obstacles(reader, portions),
      this.units(reader, portions),
    ]);
    const sides = await this.sidesOf(reader, portions, units);
    return {
      regions,
      unit: (unitId, on) => found(units.get(`${unitId} ${on}`), unitId),
      side: (regionCode, on) => sides.get(`${regionCode} ${on}`) ?? null,
      obstacles: (lotId, on) => obstacles.get(`${lotId} ${on}`) ?? new Set(),
      counties: ({ lotId, countyCode }) => {
        const shares = lots.get(lotId)?.originShares ?? [];
        return shares.length > 1 ? shares.map((share) => share.countyCode) : [countyCode];
      },
    };
  }

  private async obstacles(reader: Reader, portions: readonly Judged[]) {
    const asked = distinct(
      portions.map(({ lotId, on }) => ({ lotId, on })),
      ({ lotId, on }) => `${lotId} ${on}`,
    );
    const found = await this.countability.whyNotOnDays(reader, [...asked.values()]);
    return new Map(
      [...asked.keys()].map((key, index) => [
        key,
        new Set<string>((found[index] ?? []).map(({ code }) => code)),
      ]),
    );
  }

  private async units(reader: Reader, portions: readonly Judged[]) {
    const asked = distinct(
      portions.flatMap((portion) => countersOf(portion).map(({ unitId }) => ({ unitId, on: portion.on }))),
      ({ unitId, on }) => `${unitId} ${on}`,
    );
    const found = await this.organizations.allOn(reader, [...asked.values()]);
    return new Map([...asked.keys()].map((key, index) => [key, found[index] ?? null]));
  }

  private async sidesOf(
    reader: Reader,
    portions: readonly Judged[],
    units: ReadonlyMap<string, Organization | null>,
  ) {
    const places = portions.flatMap((portion) => [
      { regionCode: portion.countyCode, on: portion.on },
      ...countersOf(portion).map(({ unitId }) => ({
        regionCode: found(units.get(`${unitId} ${portion.on}`), unitId).regionCode,
        on: portion.on,
      })),
    ]);
    const asked = distinct(places, ({ regionCode, on }) => `${regionCode} ${on}`);
    const sides = await this.sides.sidesOn(reader, [...asked.values()]);
    return new Map([...asked.keys()].map((key, index) => [key, sides[index] ?? null]));
  }
}

/** What a rule may ask of a portion, the scheme's own facts apart. */
export function portionFacts(
  known: Gathered,
  portion: Judged,
  { mode, unitId }: Counter,
): Record<string, FactValue> {
  const { on, lotId, how, source } = portion;
  const unit = known.unit(unitId, on);
  const against = known.obstacles(lotId, on);
  const counties = known.counties(portion);
  const { designations, lineage, rows } = known.regions;
  return {
    'day.on': on,
    'day.regime': regimeOn(rows.policyRegimes, on)?.code ?? null,
    'unit.kind': unit.kind,
    'unit.side': known.side(unit.regionCode, on),
    'unit.region': unit.regionCode,
    'origin.codeValid': placeOn(lineage, portion.countyCode, on) !== null,
    'origin.side': known.side(portion.countyCode, on),
    'origin.lists': inEvery(counties.map((county) => designations.designationsOf(county, on))),
    'origin.designated': !against.has('ORIGIN_NOT_DESIGNATED'),
    'origin.mixed': counties.length > 1,
    'product.recognised': !against.has('PRODUCT_NOT_RECOGNISED'),
    'supplier.admitted': !against.has('SUPPLIER_NOT_ADMITTED'),
    'capacity.verified': !against.has('CAPACITY_NOT_VERIFIED'),
    'capacity.ceilingKnown': !against.has('YIELD_CEILING_UNKNOWN'),
    'lot.known': !against.has('LOT_UNKNOWN'),
    'lot.recalled': against.has('LOT_RECALLED'),
    'portion.source': source.kind,
    'portion.mode': mode,
    'portion.automatic': how.automatic,
    'portion.purpose': how.purpose,
    'portion.categoryGroup': portion.categoryCode.slice(0, 2),
    'portion.invoiced': how.invoiced,
    'claim.evidenceKinds': how.claim?.evidenceKinds ?? null,
    'claim.sides': how.claim?.sides ?? null,
  };
}

/** Values of the dated rules asked for, in the unit's region. */
export function datedRules(
  { regions }: Gathered,
  keys: readonly string[],
  on: string,
  regionCode: string,
): Record<string, string> {
  const values = keys.map((key) => {
    const rule = ruleInForce(regions.rows.rules, key as RuleKey, on, regionCode);
    if (!rule) throw new Error(`no rule ${key} on ${on} for ${regionCode}`);
    return [key, rule.value];
  });
  return Object.fromEntries(values) as Record<string, string>;
}

function inEvery(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists;
  return first.filter((list) => others.every((other) => other.includes(list)));
}

function distinct<Asked>(all: readonly Asked[], keyOf: (asked: Asked) => string): Map<string, Asked> {
  return new Map(all.map((asked) => [keyOf(asked), asked]));
}

function found(unit: Organization | null | undefined, unitId: string): Organization {
  if (!unit) throw new Error(`the unit ${unitId} of a portion does not exist`);
  return unit;
}
