import { Injectable } from '@nestjs/common';
import { frozenParksInput } from '../../../libs/matching/src/index';
import { Pairings } from '../../pairing/index';
import { parkResources } from '../../parks/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions, placeOn, sharedDigits, type RegionFacts } from '../../regions/index';
import { kilometresBetween, type Spot } from '../domain/kilometres';
import { parksInputOf, type MarketIntent, type MarketPark, type MarketSlot } from '../domain/park-market';
import type { ParkRun } from './park-run.entity';
import { ParkRunRules } from './park-run-rules';

interface PlacedPark extends MarketPark {
  readonly longitudeHundredths: number;
  readonly latitudeHundredths: number;
}

/** Confirmed parks that hold on the day. $1 a park, $2 a region's digits, $3 the day, $4 the digits of the west they count for. */
const PARKS = `
  SELECT p.id, p.county_code AS "countyCode", w.workers, w.longitude_hundredths AS "longitudeHundredths", w.latitude_hundredths AS "latitudeHundredths",
    (SELECT coalesce(jsonb_agg(i.code ORDER BY i.code), '[]') FROM park_wording_industries i WHERE i.park_id = p.id AND i.wording = p.wording AND i.wanted) AS wanted,
    (SELECT coalesce(jsonb_agg(i.code ORDER BY i.code), '[]') FROM park_wording_industries i WHERE i.park_id = p.id AND i.wording = p.wording AND NOT i.wanted) AS excluded,
    (SELECT count(DISTINCT y.kind)::int FROM park_policies y WHERE y.park_id = p.id AND $3::date BETWEEN y.valid_from AND y.valid_to) AS "policyKinds",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('resource', r.resource, 'capacity', r.capacity) ORDER BY r.resource), '[]')
       FROM park_resources r WHERE r.park_id = p.id) AS capacities
    FROM parks p JOIN park_wordings w ON w.park_id = p.id AND w.number = p.wording
   WHERE p.state = 'CONFIRMED' AND ($1::uuid IS NULL OR p.id = $1) AND ($2::text IS NULL OR p.county_code LIKE $2)
     AND ($4::text IS NULL OR p.home_county_code LIKE $4)
     AND $3::date BETWEEN w.valid_from AND coalesce(w.valid_to, 'infinity') ORDER BY p.id`;

const SLOTS = `
  SELECT s.id, s.park_id AS "parkId", s.kind, s.price_fen AS "priceFen", s.price_basis AS "priceBasis", s.available_from AS "availableFrom",
    (SELECT jsonb_agg(jsonb_build_object('resource', r.resource, 'capacity', r.capacity) ORDER BY r.resource)
       FROM park_slot_resources r WHERE r.slot_id = s.id AND r.live) AS capacities,
    (SELECT jsonb_agg(jsonb_build_object('resource', u.resource, 'capacity', u.capacity) ORDER BY u.resource)
       FROM park_slot_uses u WHERE u.slot_id = s.id AND u.live) AS uses
    FROM park_slots s WHERE s.park_id = ANY($1::uuid[]) AND s.state = 'FREE' ORDER BY s.id`;

/** Who looks for a slot in these parks still: shown to them, not declined, and without one that was accepted; $3 the digits of the east it is of. */
const INTENTS = `
  SELECT i.id, i.investor_id AS "investorId", o.region_code AS "homeRegion", i.industry_code AS "industryCode", i.investment_fen AS "investmentFen",
    i.jobs, i.slot_kinds AS "slotKinds", i.region_codes AS "regionCodes", i.start_by AS "startBy",
    (SELECT jsonb_agg(jsonb_build_object('resource', n.resource, 'capacity', n.capacity) ORDER BY n.resource)
       FROM intent_needs n WHERE n.intent_id = i.id) AS needs,
    jsonb_agg(r.park_id ORDER BY r.park_id) AS "releasedTo"
    FROM investment_intents i JOIN organizations o ON o.id = i.investor_id JOIN intent_releases r ON r.intent_id = i.id
   WHERE i.state = 'OPEN' AND i.valid_until >= $2::date AND r.ended_at IS NULL AND r.state <> 'DECLINED' AND r.park_id = ANY($1::uuid[])
     AND ($3::text IS NULL OR o.region_code LIKE $3)
     AND NOT EXISTS (SELECT FROM slot_holds h WHERE h.intent_id = i.id AND h.state IN ('ALLOCATED', 'OCCUPIED'))
   GROUP BY i.id, o.region_code ORDER BY i.id`;

export interface FrozenMarket {
  readonly text: string;
  readonly rulesVersion: string;
}

/** What a run stands on, as it is at one moment: the parks of its scope, their slots, and the intents they are shown. */
@Injectable()
export class ParkMarkets {
  constructor(
    private readonly regions: Regions,
    private readonly rules: ParkRunRules,
    private readonly pairings: Pairings,
  ) {}

  async freeze(reader: Reader, run: ParkRun): Promise<FrozenMarket> {
    const { parkId, regionCode, asOf } = run;
    const { east, west } = await this.sidesOf(reader, run);
    const parks = await reader.query<PlacedPark>(PARKS, [parkId, withinOf(regionCode), asOf, west]);
    const ids = parks.map(({ id }) => id);
    const slots = await reader.query<MarketSlot>(SLOTS, [ids]);
    const intents = await reader.query<MarketIntent>(INTENTS, [ids, asOf, east]);
    const facts = await this.regions.facts(reader);
    const { rules, shares, detourBasisPoints } = this.rules.on(facts, asOf);
    const homes = [...new Set(intents.map(({ homeRegion }) => homeRegion))].toSorted();
    const input = parksInputOf({
      parks,
      slots,
      intents,
      pairings: await this.pairedWith(reader, asOf, homes),
      keyCounties: keyCountiesOf(facts, parks, asOf),
      kilometres: distances(facts, parks, { homes, asOf, detourBasisPoints }),
      resources: parkResources,
      rules,
      shares,
    });
    return { text: frozenParksInput(input), rulesVersion: rules.version };
  }

  /** A pairing that ended after it was asked for has nobody to match. */
  private async sidesOf(reader: Reader, { pairingId, asOf }: ParkRun) {
    if (pairingId === null) return { east: null, west: null };
    const sides = await this.pairings.regionsOf(reader, { pairingId, on: asOf });
    return { east: withinOf(sides?.eastRegionCode ?? '-'), west: withinOf(sides?.westRegionCode ?? '-') };
  }

  private async pairedWith(reader: Reader, on: BusinessDate, homes: readonly string[]) {
    const paired: { eastRegion: string; westRegion: string }[] = [];
    for (const eastRegion of homes) {
      const { counties, prefectures, provinces } = await this.pairings.pairedWith(reader, {
        regionCode: eastRegion,
        on,
      });
      for (const westRegion of [...counties, ...prefectures, ...provinces])
        paired.push({ eastRegion, westRegion });
    }
    return paired;
  }
}

const withinOf = (regionCode: string | null): string | null =>
  regionCode === null ? null : `${sharedDigits(regionCode)}%`;

const keyCountiesOf = ({ designations }: RegionFacts, parks: readonly MarketPark[], on: BusinessDate) =>
  new Set(
    parks
      .map(({ countyCode }) => countyCode)
      .filter((code) => designations.designationsOf(code, on).includes('KEY_ASSISTED_COUNTY')),
  );

function distances(
  { lineage }: RegionFacts,
  parks: readonly PlacedPark[],
  {
    homes,
    asOf,
    detourBasisPoints,
  }: { homes: readonly string[]; asOf: BusinessDate; detourBasisPoints: number },
): Map<string, Map<string, number>> {
  const spots = homes.flatMap((code): [string, Spot][] => {
    const place = placeOn(lineage, code, asOf);
    if (!place?.longitude || !place.latitude) return [];
    return [[code, { longitude: Number(place.longitude), latitude: Number(place.latitude) }]];
  });
  return new Map(
    parks.map((park) => {
      const own = { longitude: park.longitudeHundredths / 100, latitude: park.latitudeHundredths / 100 };
      return [
        park.id,
        new Map(spots.map(([code, spot]) => [code, kilometresBetween(own, spot, detourBasisPoints)])),
      ];
    }),
  );
}
