import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Notices, Organizations, Tasks, isSamePerson, sideOf } from '../../organizations/index';
import { Pairings } from '../../pairing/index';
import { businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { liesWithin } from '../../regions/index';
import { parkRefusals } from '../domain/park.refusals';
import { CONFIRMS, ParkBook, subjectOf } from './park-book';
import type { Park } from './park.entity';

const PATH: RefusalPath = ['parkId'];

export interface ProposedClosing {
  readonly number: number;
  readonly closedOn: string;
  readonly proposedBy: string;
  readonly proposerId: string;
}

/** 关闭园区: an office over the park's home county says so, one of the other side decides. */
@Injectable()
export class ParkClosings {
  constructor(
    private readonly book: ParkBook,
    private readonly pairings: Pairings,
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  /** Throws NOT_FOUND for a park that is not confirmed; refuses offices elsewhere. */
  async lockToPropose(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<Park> {
    const park = await this.lock(tx, id, expectedVersion);
    const { regionCode } = actor;
    if (regionCode === null || !liesWithin(park.homeCountyCode, regionCode))
      refuse(parkRefusals.CLOSING_BY_PARKS_OFFICE(PATH));
    if (await this.proposed(tx, id)) refuse(parkRefusals.CLOSING_PROPOSED_ALREADY(PATH));
    return park;
  }

  /** Refuses who proposed it, his organization, and offices that are not of the other side. */
  async lockToDecide(
    tx: Tx,
    actor: Actor,
    id: string,
    expectedVersion: number,
  ): Promise<{ park: Park; closing: ProposedClosing }> {
    const park = await this.lock(tx, id, expectedVersion);
    const closing = await this.proposed(tx, id);
    if (!closing) return refuse(parkRefusals.NO_CLOSING_PROPOSED(PATH));
    const own = closing.proposerId === actor.organizationId;
    if (own || (await isSamePerson(tx, actor.memberId, [closing.proposedBy])))
      refuse(parkRefusals.SAME_PERSON(PATH));
    const { regionCode } = actor;
    const places = await this.placesOfOtherSide(tx, park);
    if (regionCode === null || !places.some((place) => liesWithin(place, regionCode)))
      refuse(parkRefusals.CLOSING_BY_OTHER_SIDE(PATH));
    return { park, closing };
  }

  /** Refuses all but the office that proposed it and those over its region. */
  async lockToWithdraw(
    tx: Tx,
    actor: Actor,
    id: string,
    expectedVersion: number,
  ): Promise<{ park: Park; closing: ProposedClosing }> {
    const park = await this.lock(tx, id, expectedVersion);
    const closing = await this.proposed(tx, id);
    if (!closing) return refuse(parkRefusals.NO_CLOSING_PROPOSED(PATH));
    const proposer = await this.organizations.find(tx, closing.proposerId);
    const { organizationId, regionCode } = actor;
    const above = regionCode !== null && proposer !== null && liesWithin(proposer.regionCode, regionCode);
    if (closing.proposerId !== organizationId && !above) refuse(parkRefusals.CLOSING_BY_PROPOSER(PATH));
    return { park, closing };
  }

  async propose(
    tx: Tx,
    actor: Actor,
    park: Park,
    { closedOn, reason }: { closedOn: string; reason: string },
  ): Promise<number> {
    await requireDay(tx, park, closedOn);
    const [row] = await tx.query<{ number: number }>(
      `INSERT INTO park_closings (park_id, number, state, closed_on, reason, proposed_by, proposer_id, proposed_at)
       SELECT $1, 1 + coalesce((SELECT max(number) FROM park_closings WHERE park_id = $1), 0), 'PROPOSED', $2, $3, $4, $5, $6
       RETURNING number`,
      [park.id, closedOn, reason, actor.memberId, actor.organizationId, tx.at],
    );
    for (const place of await this.placesOfOtherSide(tx, park))
      for (const role of CONFIRMS) {
        const offices = await this.organizations.covering(tx, place, role);
        const others = offices.filter((id) => id !== actor.organizationId);
        await this.tasks.openAll(
          tx,
          others.map((organizationId) => ({
            organizationId,
            role,
            kind: 'CONFIRM_PARK_CLOSING',
            ...subjectOf(park),
          })),
        );
      }
    return row?.number ?? 0;
  }

  async decide(
    tx: Tx,
    actor: Actor,
    closing: { parkId: string; number: number },
    decision: { state: 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN'; note: string | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE park_closings SET state = $3, decided_by = $4, decider_id = $5, decided_at = $6, decision_note = $7
        WHERE park_id = $1 AND number = $2`,
      [
        closing.parkId,
        closing.number,
        decision.state,
        actor.memberId,
        actor.organizationId,
        tx.at,
        decision.note,
      ],
    );
  }

  /** It leaves the desks, and its operator and who proposed it hear of it. What else waits of the park stays, unless it is closed. */
  async decided(
    tx: Tx,
    park: Park,
    { proposerId }: ProposedClosing,
    kind: 'PARK_CLOSED' | 'PARK_CLOSING_REJECTED' | 'PARK_CLOSING_WITHDRAWN',
  ): Promise<void> {
    await this.tasks.close(
      tx,
      kind === 'PARK_CLOSED' ? subjectOf(park) : { ...subjectOf(park), kind: 'CONFIRM_PARK_CLOSING' },
    );
    await this.notices.sendAll(
      tx,
      [park.operatorId, proposerId].map((organizationId) => ({
        organizationId,
        kind,
        ...subjectOf(park),
        data: { number: park.number },
      })),
    );
  }

  private async lock(tx: Tx, id: string, expectedVersion: number): Promise<Park> {
    const park = await this.book.lock(tx, id);
    if (!park || park.wording === null) throw notFound(PATH);
    tx.expectVersion(park, expectedVersion);
    return park;
  }

  private async proposed(tx: Tx, id: string): Promise<ProposedClosing | null> {
    const [row] = await tx.query<ProposedClosing>(
      `SELECT number, closed_on AS "closedOn", proposed_by AS "proposedBy", proposer_id AS "proposerId"
         FROM park_closings WHERE park_id = $1 AND state = 'PROPOSED'`,
      [id],
    );
    return row ?? null;
  }

  /** What is paired with its home county, and where an enclave lies; where nobody is, another office over it decides. */
  private async placesOfOtherSide(tx: Tx, { countyCode, homeCountyCode }: Park): Promise<string[]> {
    const on = businessDateOf(tx.at);
    const east = await this.pairings.easternPartners(tx, { regionCode: homeCountyCode, on });
    if (sideOf(countyCode) === 'EAST') east.push(countyCode);
    return east.length > 0 ? [...new Set(east)] : [homeCountyCode];
  }
}

async function requireDay(tx: Tx, { id, wording }: Park, closedOn: string): Promise<void> {
  const [said] = await tx.query<{ from: string }>(
    'SELECT valid_from AS "from" FROM park_wordings WHERE park_id = $1 AND number = $2',
    [id, wording],
  );
  const range = { from: said?.from ?? closedOn, to: businessDateOf(tx.at) };
  if (closedOn < range.from || closedOn > range.to)
    refuse(parkRefusals.CLOSING_DAY_WRONG(range, ['closedOn']));
}
