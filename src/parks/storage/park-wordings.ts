import { Injectable } from '@nestjs/common';
import { Refused, refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, sideOf } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { Regions, industries } from '../../regions/index';
import { parkResourceOf } from '../data/park-resources';
import { hundredthsOf, type Spot } from '../domain/coordinates';
import { parkRefusals } from '../domain/park.refusals';
import { requireSound, type SaidWording } from '../domain/park-wording';
import type { ResourceCapacity } from '../domain/resources';
import type { Park } from './park.entity';

/** What is said of parks, number by number: proposed, then decided, never said anew. */
@Injectable()
export class ParkWordings {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
  ) {}

  /** An enclave of a western county may lie in the east: any county that is there today. */
  async requireCounty(tx: Tx, countyCode: string): Promise<void> {
    const place = await this.regions.place(countyCode, businessDateOf(tx.at), tx);
    if (place?.level !== 'COUNTY') throw new Refused([parkRefusals.COUNTY_UNKNOWN(['countyCode'])]);
  }

  /** The county it counts for: its own, or the western one that an enclave says. */
  async homeOf(tx: Tx, countyCode: string, said: string | null): Promise<string> {
    if (said === null) return countyCode;
    const place = await this.regions.place(said, businessDateOf(tx.at), tx);
    if (place?.level !== 'COUNTY' || sideOf(said) !== 'WEST' || said === countyCode)
      refuse(parkRefusals.HOME_COUNTY_WRONG(['homeCountyCode']));
    return said;
  }

  async require(
    tx: Tx,
    park: Pick<Park, 'operatorId' | 'countyCode' | 'homeCountyCode'>,
    said: SaidWording,
    path: RefusalPath,
  ): Promise<void> {
    const today = businessDateOf(tx.at);
    const place = await this.regions.place(park.countyCode, today, tx);
    const partners = await this.organizations.many(
      tx,
      said.partners.map(({ organizationId }) => organizationId),
    );
    requireSound(
      said,
      {
        today,
        operatorId: park.operatorId,
        county: spotOf(place),
        awayFromHome: park.homeCountyCode !== park.countyCode,
        isIndustry: (code) => industries.find(code) !== null,
        sides: new Map([...partners.values()].map(({ id, side }) => [id, side])),
      },
      path,
    );
  }

  /** Writes the next wording; what waited to be confirmed is replaced by it. Answers its number. */
  async propose(tx: Tx, actor: Actor, parkId: string, said: SaidWording): Promise<number> {
    await tx.query(
      `UPDATE park_wordings SET state = 'REPLACED', decided_at = $2 WHERE park_id = $1 AND state = 'PROPOSED'`,
      [parkId, tx.at],
    );
    const [row] = await tx.query<{ number: number }>(
      `INSERT INTO park_wordings (park_id, number, state, name, kind, longitude_hundredths, latitude_hundredths, valid_from, valid_to,
         workers, commuting_km, description, environment_note, said_by, said_at)
       SELECT $1, 1 + coalesce((SELECT max(number) FROM park_wordings WHERE park_id = $1), 0), 'PROPOSED', $2, $3, $4, $5, $6, $7,
         $8, $9, $10, $11, $12, $13 RETURNING number`,
      [
        parkId,
        said.name,
        said.kind,
        hundredthsOf(said.longitude),
        hundredthsOf(said.latitude),
        said.validFrom,
        said.validTo,
        said.labour?.workers ?? null,
        said.labour?.withinKm ?? null,
        said.description,
        said.environmentNote,
        actor.memberId,
        tx.at,
      ],
    );
    const number = row?.number ?? 0;
    for (const [table, rows] of Object.entries(partsOf(said))) {
      const records = rows.map((part, index) => ({
        park_id: parkId,
        wording: number,
        position: index + 1,
        ...part,
      }));
      await tx.query(`INSERT INTO ${table} SELECT (json_populate_recordset(NULL::${table}, $1::json)).*`, [
        JSON.stringify(records),
      ]);
    }
    return number;
  }

  /** Refuses capacities below what the slots take, at `path`, or where they are said at their own; the park is locked. */
  async requireRoomForSlots(
    tx: Tx,
    parkId: string,
    capacities: readonly ResourceCapacity[],
    path: RefusalPath,
    { said }: { said: boolean },
  ): Promise<void> {
    const taken = await tx.query<{ resource: string; slotted: number }>(
      'SELECT resource, slotted FROM park_resources WHERE park_id = $1 AND slotted > 0 ORDER BY resource',
      [parkId],
    );
    const wrong = taken.flatMap(({ resource, slotted }) => {
      const index = capacities.findIndex((one) => one.resource === resource);
      if ((capacities[index]?.capacity ?? 0) >= slotted) return [];
      const at = !said || index < 0 ? path : [...path, index, 'capacity'];
      return [
        parkRefusals.SLOTS_ABOVE_CAPACITY(
          { resource: parkResourceOf(resource), slotted: String(slotted) },
          at,
        ),
      ];
    });
    if (wrong.length > 0) throw new Refused(wrong);
  }

  /** Refuses capacities below what is held or allocated, where they are said; the park is locked. Only its operator is told how much that is. */
  async requireRoomForTakings(
    tx: Tx,
    parkId: string,
    capacities: readonly ResourceCapacity[],
    path: RefusalPath,
  ): Promise<void> {
    const rows = await tx.query<{ resource: string; taken: number }>(
      'SELECT resource, taken FROM park_resources WHERE park_id = $1 AND taken > 0 ORDER BY resource',
      [parkId],
    );
    const wrong = rows.flatMap(({ resource, taken }) => {
      const index = capacities.findIndex((one) => one.resource === resource);
      if ((capacities[index]?.capacity ?? 0) >= taken) return [];
      const at = index < 0 ? path : [...path, index, 'capacity'];
      return [
        parkRefusals.TAKEN_ABOVE_CAPACITY({ resource: parkResourceOf(resource), taken: String(taken) }, at),
      ];
    });
    if (wrong.length > 0) throw new Refused(wrong);
  }

  capacitiesOf(tx: Tx, parkId: string, wording: number): Promise<ResourceCapacity[]> {
    return tx.query<ResourceCapacity>(
      'SELECT resource, capacity FROM park_wording_capacities WHERE park_id = $1 AND wording = $2 ORDER BY resource',
      [parkId, wording],
    );
  }

  /** From now on the park has what the wording says; what it does not name the park has none of. */
  async putInForce(tx: Tx, parkId: string, wording: number): Promise<void> {
    await tx.query(
      `INSERT INTO park_resources (park_id, resource, capacity)
       SELECT park_id, resource, capacity FROM park_wording_capacities WHERE park_id = $1 AND wording = $2
       ON CONFLICT (park_id, resource) DO UPDATE SET capacity = excluded.capacity`,
      [parkId, wording],
    );
    await tx.query(
      `UPDATE park_resources r SET capacity = 0 WHERE park_id = $1 AND NOT EXISTS (
         SELECT FROM park_wording_capacities c WHERE c.park_id = $1 AND c.wording = $2 AND c.resource = r.resource)`,
      [parkId, wording],
    );
  }

  async decide(
    tx: Tx,
    actor: Actor,
    wording: { parkId: string; number: number },
    decision: { state: 'CONFIRMED' | 'REJECTED'; note: string | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE park_wordings SET state = $3, decided_by = $4, decided_at = $5, decision_note = $6
        WHERE park_id = $1 AND number = $2`,
      [wording.parkId, wording.number, decision.state, actor.memberId, tx.at, decision.note],
    );
  }
}

/** Rows by table, in the columns they have there. */
function partsOf(said: SaidWording): Record<string, object[]> {
  const industry = (wanted: boolean) => (code: string) => ({ code, wanted });
  return {
    park_wording_capacities: said.capacities.map(({ resource, capacity }) => ({ resource, capacity })),
    park_wording_industries: [
      ...said.wantedIndustries.map(industry(true)),
      ...said.excludedIndustries.map(industry(false)),
    ],
    park_wording_partners: said.partners.map(({ organizationId, fromOn, untilOn }) => ({
      organization_id: organizationId,
      from_on: fromOn,
      until_on: untilOn,
    })),
    park_wording_markets: said.markets.map(({ kind, name, km }) => ({ kind, name, km })),
  };
}

function spotOf(place: { longitude: string | null; latitude: string | null } | null): Spot | null {
  if (!place?.longitude || !place.latitude) return null;
  return {
    longitudeHundredths: hundredthsOf(place.longitude),
    latitudeHundredths: hundredthsOf(place.latitude),
  };
}
