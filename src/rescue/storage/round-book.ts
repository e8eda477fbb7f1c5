import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks } from '../../organizations/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { roundStates, type RoundVerb } from '../domain/rescue.states';
import type { RescueWork } from '../domain/rescue-work';
import { RescuePart, RescueRound } from './rescue-round.entity';

const PATH = ['roundId'];

/** Loads rounds under lock and moves them, with the audit row and the desks of each step. */
@Injectable()
export class RoundBook {
  constructor(
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
  ) {}

  lock(tx: Tx, id: string): Promise<RescueRound | null> {
    return tx.manager.findOne(RescueRound, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Throws NOT_FOUND unless the buyer may read it: it gathers, or his house joined it. */
  async lockOfBuyer(tx: Tx, actor: Actor, id: string): Promise<RescueRound> {
    const round = await this.lock(tx, id);
    if (!round || (round.state !== 'GATHERING' && !(await this.joinedBy(tx, actor, id))))
      throw notFound(PATH);
    return round;
  }

  private async joinedBy(tx: Tx, actor: Actor, id: string): Promise<boolean> {
    const units = await this.organizations.unitsUnder(tx, actor.organizationId);
    const parts = await tx.query(
      'SELECT FROM rescue_parts WHERE round_id = $1 AND (buyer_id = ANY($2::uuid[]) OR unit_id = ANY($2)) LIMIT 1',
      [id, units],
    );
    return parts.length > 0;
  }

  /** Throws NOT_FOUND unless it is the supplier’s own. */
  async lockOfSupplier(tx: Tx, actor: Actor, id: string): Promise<RescueRound> {
    const round = await this.lock(tx, id);
    if (round?.supplierId !== actor.organizationId) throw notFound(PATH);
    return round;
  }

  /** Those still in it, in the order in which they joined. */
  parts(tx: Tx, { id }: RescueRound): Promise<RescuePart[]> {
    return tx.manager
      .createQueryBuilder(RescuePart, 'p')
      .where('p.round_id = :id AND p.left_at IS NULL', { id })
      .orderBy('p.place')
      .getMany();
  }

  async nextPlace(tx: Tx, { id }: RescueRound): Promise<number> {
    const [last] = await tx.query<{ place: number | null }>(
      'SELECT max(place) AS place FROM rescue_parts WHERE round_id = $1',
      [id],
    );
    return (last?.place ?? 0) + 1;
  }

  async add(tx: Tx, actor: Actor, round: RescueRound): Promise<void> {
    await tx.add(RescueRound, round);
    await this.record(tx, actor, round, 'propose', null);
    await this.tasks.open(tx, {
      organizationId: round.supplierId,
      role: 'SUPPLIER',
      kind: 'AGREE_RESCUE_ROUND',
      ...subjectOf(round),
      dueAt: round.closesAt,
    });
  }

  async move(
    tx: Tx,
    round: RescueRound,
    verb: RoundVerb,
    actor: Actor | null,
    changes: Partial<RescueRound> = {},
  ): Promise<RescueRound> {
    const state = roundStates.next(round.state, verb, PATH);
    const closedAt = roundStates.isTerminal(state) ? tx.at : null;
    const moved = await tx.change(RescueRound, round, { ...changes, state, closedAt });
    await this.record(tx, actor, moved, verb, round.state);
    if (state !== round.state) await this.tasks.close(tx, subjectOf(round));
    return moved;
  }

  /** Tells the supplier and the county’s departments. */
  async tellSellers(tx: Tx, round: RescueRound, kind: RescueWork): Promise<void> {
    const county = new Set<string>();
    for (const role of ['COUNTY_AGRI', 'COUNTY_REVITAL'] as const)
      for (const id of await this.organizations.covering(tx, round.countyCode, role)) county.add(id);
    await this.tell(tx, round, kind, [round.supplierId, ...county]);
  }

  async tell(
    tx: Tx,
    round: RescueRound,
    kind: RescueWork,
    organizationIds: readonly string[],
  ): Promise<void> {
    const data = { number: round.number };
    await this.notices.sendAll(
      tx,
      [...new Set(organizationIds)].map((organizationId) => ({
        organizationId,
        kind,
        ...subjectOf(round),
        data,
      })),
    );
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    round: RescueRound,
    action: string,
    fromState: string | null,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      ...subjectOf(round),
      ...(fromState ? { fromState } : {}),
      toState: round.state,
      data: { lotId: round.lotId, supplierId: round.supplierId, joinedBase: String(round.joinedBase) },
    });
  }
}

const subjectOf = ({ id }: RescueRound) => ({ subjectKind: 'RescueRound', subjectId: id });
