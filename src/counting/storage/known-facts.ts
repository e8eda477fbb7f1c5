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

  async gather(reader: Reader, portions: readonly Judged[]): Promise<Gathered> {
    const regions = await this.regions.facts(reader);
    const lots = await this.catalog.lotFacts(reader, [...new Set(portions.map(({ lotId }) => lotId))]);
    const counties = ({ lotId, countyCode }: Pick<Judged, 'lotId' | 'countyCode'>) => {
      const shares = lots.get(lotId)?.originShares ?? [];
      return shares.length > 1 ? shares.map((share) => share.countyCode) : [countyCode];
    };
    const obstacles = new Map<string, ReadonlySet<string>>();
    for (const [on, some] of byDay(portions)) {
      const lotIds = [...new Set(some.map(({ lotId }) => lotId))];
      for (const [lotId, found] of await this.countability.whyNotAll(reader, { lotIds, on }))
        obstacles.set(`${lotId} ${on}`, new Set(found.map(({ code }) => code)));
    }
    const units = new Map<string, Organization>();
    const sides = new Map<string, string | null>();
    for (const portion of portions) {
      for (const { unitId } of countersOf(portion)) {
        const unit = await this.organizations.on(reader, unitId, portion.on);
        if (!unit) throw new Error(`the unit ${unitId} of a portion does not exist`);
        units.set(`${unitId} ${portion.on}`, unit);
        await this.learnSide(reader, unit.regionCode, portion.on, sides);
      }
      await this.learnSide(reader, portion.countyCode, portion.on, sides);
    }
    return {
      regions,
      unit: (unitId, on) => found(units.get(`${unitId} ${on}`), unitId),
      side: (regionCode, on) => sides.get(`${regionCode} ${on}`) ?? null,
      obstacles: (lotId, on) => obstacles.get(`${lotId} ${on}`) ?? new Set(),
      counties,
    };
  }

  private async learnSide(reader: Reader, code: string, on: string, sides: Map<string, string | null>) {
    sides.set(`${code} ${on}`, await this.sides.sideOn(reader, code, on));
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
    'portion.invoiced': source.kind === 'CLAIM_LINE',
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

function byDay(portions: readonly Judged[]): Map<string, Judged[]> {
  const days = new Map<string, Judged[]>();
  for (const portion of portions) days.set(portion.on, [...(days.get(portion.on) ?? []), portion]);
  return days;
}

function found(unit: Organization | undefined, unitId: string): Organization {
  if (!unit) throw new Error(`nothing was gathered of the unit ${unitId}`);
  return unit;
}
