import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Notices, Organizations, Tasks, isSamePerson, type Role } from '../../organizations/index';
import { Audit, Events, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { liesWithin } from '../../regions/index';
import type { ParksWork } from '../domain/parks-work';
import { parkEvents, parkStream } from '../domain/park.events';
import { parkRefusals } from '../domain/park.refusals';
import { Park } from './park.entity';

/** Who may confirm what is said of a park: offices over its home county. */
export const CONFIRMS: readonly Role[] = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'];

/** Loads parks under lock, and writes the audit rows and desks of their steps. */
@Injectable()
export class ParkBook {
  constructor(
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
    private readonly events: Events,
  ) {}

  /** Throws NOT_FOUND where there is none, or it is not the actor's. */
  async lockOwn(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<Park> {
    const park = await this.lock(tx, id);
    if (park?.operatorId !== actor.organizationId) throw notFound(['parkId']);
    tx.expectVersion(park, expectedVersion);
    return park;
  }

  /** Throws NOT_FOUND outside the actor's region; refuses whoever said what is to be decided. */
  async lockToDecide(
    tx: Tx,
    actor: Actor,
    id: string,
    expectedVersion: number,
  ): Promise<{ park: Park; wording: number }> {
    const park = await this.lock(tx, id);
    const { regionCode } = actor;
    if (!park || regionCode === null || !liesWithin(park.homeCountyCode, regionCode))
      throw notFound(['parkId']);
    tx.expectVersion(park, expectedVersion);
    const [proposed] = await tx.query<{ number: number; saidBy: string }>(
      `SELECT number, said_by AS "saidBy" FROM park_wordings WHERE park_id = $1 AND state = 'PROPOSED'`,
      [id],
    );
    if (!proposed) return refuse(parkRefusals.NOTHING_PROPOSED(['parkId']));
    const own = park.operatorId === actor.organizationId;
    if (own || (await isSamePerson(tx, actor.memberId, [proposed.saidBy])))
      refuse(parkRefusals.SAME_PERSON(['parkId']));
    return { park, wording: proposed.number };
  }

  /** Before what stands below it. Null: there is none. */
  async lock(tx: Tx, id: string): Promise<Park | null> {
    return tx.manager.findOne(Park, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async toConfirm(tx: Tx, park: Park): Promise<void> {
    for (const role of CONFIRMS) {
      const offices = await this.organizations.covering(tx, park.homeCountyCode, role);
      await this.tasks.openAll(
        tx,
        offices.map((organizationId) => ({ organizationId, role, kind: 'CONFIRM_PARK', ...subjectOf(park) })),
      );
    }
  }

  /** It leaves the desks, and its operator hears of it. */
  async decided(tx: Tx, park: Park, kind: ParksWork): Promise<void> {
    await this.tasks.close(tx, { ...subjectOf(park), kind: 'CONFIRM_PARK' });
    await this.notices.send(tx, {
      organizationId: park.operatorId,
      role: 'PARK_MANAGER',
      kind,
      ...subjectOf(park),
      data: { number: park.number },
    });
  }

  /** What counts of it is confirmed, or over. */
  async publish(tx: Tx, park: Park, kind: (typeof parkEvents)[keyof typeof parkEvents]): Promise<void> {
    const [said] = await tx.query<{ kind: string; validFrom: string; validTo: string | null }>(
      'SELECT kind, valid_from AS "validFrom", valid_to AS "validTo" FROM park_wordings WHERE park_id = $1 AND number = $2',
      [park.id, park.wording],
    );
    const partners = await tx.query<{ id: string; region: string; side: string | null }>(
      `SELECT o.id, o.region_code AS region, o.side FROM park_wording_partners p JOIN organizations o ON o.id = p.organization_id
        WHERE p.park_id = $1 AND p.wording = $2 ORDER BY p.position`,
      [park.id, park.wording],
    );
    await this.events.publish(tx, {
      stream: parkStream(park.id),
      kind,
      payload: {
        parkId: park.id,
        wording: park.wording,
        ...said,
        kind: said?.kind ?? null,
        countyCode: park.countyCode,
        homeCountyCode: park.homeCountyCode,
        partnerIds: partners.map(({ id }) => id),
        eastRegionCodes: partners.filter(({ side }) => side === 'EAST').map(({ region }) => region),
        on: park.closedOn ?? businessDateOf(tx.at),
      },
    });
  }

  record(
    tx: Tx,
    actor: Actor,
    action: string,
    park: Park,
    { from, to = park.state, data }: { from: string | null; to?: string; data: Record<string, string> },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      ...subjectOf(park),
      ...(from ? { fromState: from } : {}),
      toState: to,
      data,
    });
  }
}

export const subjectOf = ({ id }: Pick<Park, 'id'>) => ({ subjectKind: 'Park', subjectId: id });
