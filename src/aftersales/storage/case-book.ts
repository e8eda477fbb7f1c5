import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, hasRole, notFound, type Actor, type Tx } from '../../platform/index';
import type { CaseSide } from '../domain/case-kinds';
import { caseRefusals } from '../domain/case.refusals';
import { caseStates, endedCaseStates, type CaseVerb } from '../domain/case.states';
import { CaseDesk, caseSubject } from './case-desk';
import { CaseFiles, type Said } from './case-files';
import { AfterSalesCase, CaseLine } from './case.entity';

export interface CaseStep {
  /** Null where time or a reaction acts. */
  readonly actor: Actor | null;
  readonly changes?: Partial<AfterSalesCase>;
  readonly said?: Said;
}

const NOTHING_SAID: Said = { words: null, fileIds: [] };

/** Loads cases under lock, the order first, and moves them through their states, with the step of their history. */
@Injectable()
export class CaseBook {
  constructor(
    private readonly audit: Audit,
    private readonly desk: CaseDesk,
    private readonly files: CaseFiles,
  ) {}

  /** The case under its order's lock; throws NOT_FOUND unless the actor acts on one of these sides of it. */
  async lockFor(tx: Tx, actor: Actor, caseId: string, sides: readonly CaseSide[]): Promise<AfterSalesCase> {
    const one = await this.lock(tx, caseId);
    if (!one || !sides.some((side) => sideOf(actor, one) === side)) throw notFound(['caseId']);
    if (one.kind === 'RECALL') refuse(caseRefusals.CASE_OF_RECALL(['caseId']));
    return one;
  }

  async lock(tx: Tx, caseId: string): Promise<AfterSalesCase | null> {
    const [seen] = await tx.query<{ orderId: string }>(
      'SELECT order_id AS "orderId" FROM aftersales_cases WHERE id = $1',
      [caseId],
    );
    if (!seen) return null;
    await this.lockOrders(tx, [seen.orderId]);
    return tx.manager.findOneBy(AfterSalesCase, { id: caseId });
  }

  /** Every change of a case, and every refund of a settled line, happens under its order's lock. */
  async lockOrders(tx: Tx, orderIds: readonly string[]): Promise<void> {
    await tx.query('SELECT FROM orders WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [orderIds]);
  }

  lines(tx: Tx, caseId: string): Promise<CaseLine[]> {
    return tx.manager.find(CaseLine, { where: { caseId }, order: { id: 'ASC' } });
  }

  /** Nothing of it waits, and the bank has paid back all that was refunded. */
  async isPaidBack(tx: Tx, { id }: AfterSalesCase): Promise<boolean> {
    const open = await tx.query(
      `SELECT FROM aftersales_case_lines l WHERE l.case_id = $1 AND (l.live_fen > 0
          OR EXISTS (SELECT FROM refund_payments p WHERE p.refund_id = l.refund_id AND p.state <> 'DONE')) LIMIT 1`,
      [id],
    );
    return open.length === 0;
  }

  /** Of a case that ended because all was paid back: how it was decided; null where it ended otherwise. */
  async finishedAs(tx: Tx, { id }: AfterSalesCase): Promise<'AGREED' | 'ARBITRATED' | null> {
    const [last, ...before] = await tx.query<{ verb: string; state: string }>(
      'SELECT verb, state FROM aftersales_case_steps WHERE case_id = $1 ORDER BY position DESC',
      [id],
    );
    if (last?.verb !== 'finish') return null;
    return before[0]?.state === 'AGREED' ? 'AGREED' : 'ARBITRATED';
  }

  async changeLine(tx: Tx, lineId: string, changes: Partial<CaseLine>): Promise<void> {
    await tx.manager.update(CaseLine, { id: lineId }, changes);
  }

  async add(tx: Tx, one: AfterSalesCase, lines: CaseLine[], step: CaseStep): Promise<void> {
    await tx.add(AfterSalesCase, one);
    await tx.add(CaseLine, lines);
    await this.record(tx, one, 'openCase', null, step);
  }

  /** One step: refuses ILLEGAL_TRANSITION, writes state, history and audit, puts tasks on the desks. */
  async move(tx: Tx, one: AfterSalesCase, verb: CaseVerb, step: CaseStep): Promise<AfterSalesCase> {
    const state = caseStates.next(one.state, verb, ['caseId']);
    const ended = endedCaseStates.includes(state) ? { dueOn: null, closedAt: tx.at } : { closedAt: null };
    const waits = step.changes?.dueOn === undefined ? {} : { reminded: false };
    const moved = await tx.change(AfterSalesCase, one, { ...waits, ...step.changes, ...ended, state });
    await this.record(tx, moved, verb, one.state, step);
    return moved;
  }

  private async record(
    tx: Tx,
    one: AfterSalesCase,
    verb: string,
    fromState: string | null,
    { actor, said = NOTHING_SAID }: CaseStep,
  ): Promise<void> {
    const side = actor ? (sideOf(actor, one) ?? 'PLATFORM') : 'SYSTEM';
    const [added] = await tx.query<{ position: number }>(
      `INSERT INTO aftersales_case_steps (case_id, position, verb, state, side, member_id, words, at)
       SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6, $7 FROM aftersales_case_steps WHERE case_id = $1
       RETURNING position`,
      [one.id, verb, one.state, side, actor?.memberId ?? null, said.words, tx.at],
    );
    if (actor && added) await this.files.attach(tx, actor, one, added.position, said.fileIds);
    await this.audit.record(tx, {
      actor,
      action: verb,
      ...caseSubject(one),
      ...(fromState ? { fromState } : {}),
      toState: one.state,
      reason: one.kind,
      data: { orderId: one.orderId, number: one.number },
    });
    await this.desk.refresh(tx, one);
  }
}

/** The side of the case a member acts on; null: none. */
export function sideOf(actor: Actor, one: Pick<AfterSalesCase, 'buyerId' | 'supplierId'>): CaseSide | null {
  if (hasRole(actor, 'PLATFORM_OPS')) return 'PLATFORM';
  if (hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER') && one.buyerId === actor.organizationId) return 'BUYER';
  if (hasRole(actor, 'SUPPLIER') && one.supplierId === actor.organizationId) return 'SUPPLIER';
  return null;
}
