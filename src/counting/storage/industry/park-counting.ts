import { Injectable } from '@nestjs/common';
import { businessDateOf, type BusinessDate, type Reader, type Tx } from '../../../platform/index';
import { NO_SOURCE, type IndustryPortion } from '../../domain/industry-portion';
import { IndustryEntries } from './industry-entries';
import { IndustryJudge } from './industry-judge';

const PARKS = 'IND-3';

/** A park built together, since the day it was: confirmed, valid, and with a partner in the east. */
export interface JointPark {
  readonly parkId: string;
  readonly countyCode: string;
  readonly on: string;
  readonly eastRegionCode: string;
  readonly closedOn: string | null;
}

/** The first wording and partner of each park that make it one. */
const JOINT = `
  SELECT DISTINCT ON (k.id) k.id AS "parkId", k.home_county_code AS "countyCode", o.region_code AS "eastRegionCode", k.closed_on AS "closedOn",
    greatest((w.decided_at AT TIME ZONE 'Asia/Shanghai')::date, w.valid_from, partner.from_on)::text AS on
  FROM parks k JOIN park_wordings w ON w.park_id = k.id AND w.state = 'CONFIRMED' AND w.kind <> 'GENERAL'
  JOIN park_wording_partners partner ON partner.park_id = k.id AND partner.wording = w.number
  JOIN organizations o ON o.id = partner.organization_id AND o.side = 'EAST'
  WHERE k.id = ANY($1::uuid[])
  ORDER BY k.id, w.number, partner.position`;

export const jointParks = (reader: Reader, parkIds: readonly string[]) =>
  reader.query<JointPark>(JOINT, [parkIds]);

export const parkPortion = ({ parkId, countyCode, on, eastRegionCode }: JointPark): IndustryPortion => ({
  indicator: PARKS,
  source: { ...NO_SOURCE, parkId },
  amount: 1n,
  on,
  countyCode,
  pairing: { id: null, eastRegionCode },
  industryCode: null,
  facts: {},
});

/** Whether it counts by the end of the day. */
export const countsOn = ({ on, closedOn }: JointPark, day: BusinessDate) => on <= day && closedOn === null;

/** IND-3: a park counts once, and no more once an office of each side has closed it. */
@Injectable()
export class ParkCounting {
  constructor(
    private readonly entries: IndustryEntries,
    private readonly judge: IndustryJudge,
  ) {}

  /** May run again: what is booked already stays as it is. The caller holds the park. */
  async book(tx: Tx, parkId: string): Promise<void> {
    const [park] = await jointParks(tx, [parkId]);
    if (!park) return;
    const [live] = await this.entries.live(tx, [parkId], PARKS);
    const counts = countsOn(park, businessDateOf(tx.at));
    if (live && live.rest > 0n && park.closedOn !== null) {
      const booked = park.closedOn > park.on ? park.closedOn : park.on;
      const why = { cause: `closed:${parkId}`, reason: 'CLOSED' } as const;
      await this.entries.write(tx, [await this.entries.takenBack(tx, live, live.rest, why, booked)]);
    }
    if (live || !counts) return;
    const portion = parkPortion(park);
    const judgement = await this.judge.judge(tx, portion);
    if (!judgement?.leaf) return;
    const first = { attempt: 1, cause: `park:${parkId}`, booked: park.on };
    await this.entries.write(tx, [await this.entries.counted(tx, portion, judgement, first)]);
  }
}
