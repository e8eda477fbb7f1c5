import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks } from '../../organizations/index';
import {
  Audit,
  addDays,
  businessDateOf,
  notFound,
  startOfBusinessDate,
  type Actor,
  type Tx,
} from '../../platform/index';
import { recallStates } from '../domain/recall.states';
import { CaseDays } from './case-days';
import { LotRecall } from './lot-recall.entity';

type Verb = Parameters<typeof recallStates.next>[1];

/** What a lot's event says of its recall. */
export interface RecalledLot {
  readonly lotId: string;
  readonly recallId: string;
  readonly lotIds: readonly string[];
  readonly supplierId: string;
  readonly recalledBy: string | null;
  readonly at: Date;
}

const TASKS = { OPEN: 'PROPOSE_RECALL_REFUND', PROPOSED: 'CONFIRM_RECALL_REFUND' } as const;

/** Recalls and what the platform decides about them. */
@Injectable()
export class RecallBook {
  constructor(
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
    private readonly days: CaseDays,
  ) {}

  /** Written with the first of its lots that is looked at; the others find it. */
  async begin(tx: Tx, told: RecalledLot): Promise<void> {
    const dueOn = await this.days.until(tx, 'RECALL_DECISION_DAYS');
    const begun = await tx.query<{ id: string }>(
      `INSERT INTO lot_recalls (id, version, supplier_id, state, recalled_by, recalled_at, due_on)
       VALUES ($1, 1, $2, 'OPEN', $3, $4, $5) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [told.recallId, told.supplierId, told.recalledBy, told.at, dueOn],
    );
    await tx.query(
      `INSERT INTO lot_recall_lots (lot_id, recall_id, county_code)
       SELECT id, $1, origin_county_code FROM lots WHERE id = ANY($2::uuid[]) ORDER BY id ON CONFLICT (lot_id) DO NOTHING`,
      [told.recallId, told.lotIds],
    );
    if (begun.length > 0) await this.refresh(tx, await this.get(tx, told.recallId));
  }

  /** All orders of the lot are looked at. */
  async gathered(tx: Tx, lotId: string): Promise<void> {
    await tx.query('UPDATE lot_recall_lots SET gathered_at = $2 WHERE lot_id = $1 AND gathered_at IS NULL', [
      lotId,
      tx.at,
    ]);
  }

  async isGathered(tx: Tx, recallId: string): Promise<boolean> {
    const open = await tx.query(
      'SELECT FROM lot_recall_lots WHERE recall_id = $1 AND gathered_at IS NULL LIMIT 1',
      [recallId],
    );
    return open.length === 0;
  }

  async lock(tx: Tx, id: string): Promise<LotRecall> {
    const recall = await tx.manager.findOne(LotRecall, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!recall) throw notFound(['recallId']);
    return recall;
  }

  /** Whoever decides is told that the day is near; the version stays, because nothing anybody has read changes. */
  async remind(tx: Tx, id: string, dueOn: string): Promise<void> {
    const recall = await this.lock(tx, id);
    if (recall.dueOn !== dueOn || recall.reminded || recall.state === 'CONFIRMED') return;
    await tx.query('UPDATE lot_recalls SET reminded = true WHERE id = $1', [id]);
    await this.tellPlatform(tx, recall, 'RECALL_REMINDER');
  }

  /** The day has passed: the platform's owner is asked, once. The money still waits for two people. */
  async late(tx: Tx, id: string): Promise<void> {
    const recall = await this.lock(tx, id);
    if (!recall.dueOn || recall.dueOn >= businessDateOf(tx.at) || recall.late || recall.state === 'CONFIRMED')
      return;
    await tx.query('UPDATE lot_recalls SET late = true WHERE id = $1', [id]);
    await this.audit.record(tx, {
      actor: null,
      action: 'recallRefundLate',
      ...subjectOf(recall),
      fromState: recall.state,
      toState: recall.state,
    });
    recall.late = true;
    await this.refresh(tx, recall);
    await this.tellPlatform(tx, recall, 'RECALL_LATE');
  }

  private async tellPlatform(tx: Tx, recall: LotRecall, kind: 'RECALL_REMINDER' | 'RECALL_LATE') {
    const told = await this.organizations.platformOperations(tx);
    await this.notices.sendAll(
      tx,
      told.map((organizationId) => ({ organizationId, kind, ...subjectOf(recall) })),
    );
  }

  async move(
    tx: Tx,
    recall: LotRecall,
    verb: Verb,
    actor: Actor,
    changes: Partial<LotRecall>,
  ): Promise<LotRecall> {
    const state = recallStates.next(recall.state, verb, ['recallId']);
    const moved = await tx.change(LotRecall, recall, { ...changes, state });
    await this.audit.record(tx, {
      actor,
      action: verb,
      ...subjectOf(recall),
      fromState: recall.state,
      toState: state,
    });
    await this.refresh(tx, moved);
    return moved;
  }

  /** Both sides of a running order: what is left of it stands still. */
  async tellOrder(tx: Tx, orderId: string): Promise<void> {
    const [order] = await tx.query<{ buyerId: string; supplierId: string }>(
      'SELECT buyer_id AS "buyerId", supplier_id AS "supplierId" FROM orders WHERE id = $1',
      [orderId],
    );
    const told = order ? [order.buyerId, order.supplierId] : [];
    const subject = { subjectKind: 'Order', subjectId: orderId };
    await this.notices.sendAll(
      tx,
      told.map((organizationId) => ({ organizationId, kind: 'ORDER_LOT_RECALLED', ...subject })),
    );
  }

  private get(tx: Tx, id: string): Promise<LotRecall> {
    return tx.manager.findOneByOrFail(LotRecall, { id });
  }

  private async refresh(tx: Tx, recall: LotRecall): Promise<void> {
    await this.tasks.close(tx, subjectOf(recall));
    if (recall.state === 'CONFIRMED') return;
    const dueAt = recall.dueOn === null ? null : startOfBusinessDate(addDays(recall.dueOn, 1));
    const asked = [
      { role: 'PLATFORM_OPS' as const, kind: TASKS[recall.state] },
      ...(recall.late ? [{ role: 'ORG_ADMIN' as const, kind: 'CHASE_RECALL_REFUND' }] : []),
    ];
    for (const organizationId of await this.organizations.platformOperations(tx))
      for (const one of asked)
        await this.tasks.open(tx, { organizationId, ...one, ...subjectOf(recall), dueAt });
  }
}

const subjectOf = ({ id }: LotRecall) => ({ subjectKind: 'LotRecall', subjectId: id });
