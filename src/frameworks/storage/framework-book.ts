import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Audit, hasRole, notFound, type Actor, type Tx } from '../../platform/index';
import { frameworkStates, type FrameworkSide, type FrameworkVerb } from '../domain/framework.states';
import { FrameworkAgreement } from './framework-agreement.entity';
import { FrameworkDesk } from './framework-desk';
import { FrameworkLine } from './framework-line.entity';

const PATH = ['frameworkAgreementId'];

/** Loads frameworks under lock and moves them: state, audit row, desks and notices in one transaction. */
@Injectable()
export class FrameworkBook {
  constructor(
    private readonly audit: Audit,
    private readonly desk: FrameworkDesk,
    private readonly organizations: Organizations,
  ) {}

  lock(tx: Tx, id: string): Promise<FrameworkAgreement | null> {
    return tx.manager.findOne(FrameworkAgreement, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Throws NOT_FOUND unless the actor's organization stands on one of these sides; a draft is the buyer's alone. */
  async lockFor(
    tx: Tx,
    actor: Actor,
    id: string,
    sides: readonly FrameworkSide[],
    path: readonly string[] = PATH,
  ): Promise<{ framework: FrameworkAgreement; side: FrameworkSide }> {
    const framework = await this.lock(tx, id);
    const side = sides.find((one) => framework && standsOn(actor, framework, one));
    if (!framework || !side) throw notFound(path);
    return { framework, side };
  }

  /** For a member of the buyer or of a unit below it; throws NOT_FOUND for everybody else. */
  async lockForUnit(tx: Tx, actor: Actor, id: string): Promise<FrameworkAgreement> {
    const framework = await this.lock(tx, id);
    if (!framework) throw notFound(PATH);
    const pair = { organizationId: framework.buyerId, unitId: actor.organizationId };
    const [below] = await this.organizations.areOwnUnits(tx, [pair]);
    if (!below) throw notFound(PATH);
    return framework;
  }

  /** Null: the order is no call-off. */
  async lockByOrder(tx: Tx, orderId: string): Promise<FrameworkAgreement | null> {
    const [found] = await tx.query<{ id: string }>(
      `SELECT l.framework_id AS id FROM framework_call_offs c JOIN framework_lines l ON l.id = c.line_id
        WHERE c.order_id = $1 LIMIT 1`,
      [orderId],
    );
    return found ? this.lock(tx, found.id) : null;
  }

  lines(tx: Tx, { id, draftNumber }: FrameworkAgreement): Promise<FrameworkLine[]> {
    return tx.manager.find(FrameworkLine, {
      where: { frameworkId: id, draftNumber },
      order: { position: 'ASC' },
    });
  }

  async add(tx: Tx, actor: Actor, framework: FrameworkAgreement): Promise<void> {
    await tx.add(FrameworkAgreement, framework);
    await this.audit.record(tx, { ...rowOf(framework, actor, 'draft'), toState: framework.state });
    await this.desk.refresh(tx, null, framework, 'amend');
  }

  async move(
    tx: Tx,
    framework: FrameworkAgreement,
    verb: FrameworkVerb,
    actor: Actor | null,
    changes: Partial<FrameworkAgreement> = {},
  ): Promise<FrameworkAgreement> {
    const state = frameworkStates.next(framework.state, verb, PATH);
    const moved = await tx.change(FrameworkAgreement, framework, { ...changes, state });
    const reason = changes.terminationReason;
    await this.audit.record(tx, {
      ...rowOf(moved, actor, verb),
      fromState: framework.state,
      toState: state,
      ...(reason ? { reason } : {}),
    });
    await this.desk.refresh(tx, framework, moved, verb);
    return moved;
  }

  async recordCallOff(
    tx: Tx,
    actor: Actor,
    framework: FrameworkAgreement,
    { orderId, unitId }: { orderId: string; unitId: string },
  ): Promise<void> {
    const row = rowOf(framework, actor, 'callOff');
    await this.audit.record(tx, { ...row, data: { ...row.data, orderId, unitId } });
  }

  /** Exhausted is what has nothing left, and active again what has; call it after anything that moves quantities. */
  async followQuantities(tx: Tx, framework: FrameworkAgreement): Promise<FrameworkAgreement> {
    const [left] = await tx.query<{ some: boolean }>(
      `SELECT EXISTS (SELECT FROM framework_lines
         WHERE framework_id = $1 AND draft_number = $2 AND taken_base < cap_base) AS some`,
      [framework.id, framework.draftNumber],
    );
    if (framework.state === 'ACTIVE' && !left?.some) return this.move(tx, framework, 'exhaust', null);
    if (framework.state === 'EXHAUSTED' && left?.some) return this.move(tx, framework, 'replenish', null);
    return framework;
  }
}

function standsOn(actor: Actor, framework: FrameworkAgreement, side: FrameworkSide): boolean {
  if (side === 'BUYER')
    return framework.buyerId === actor.organizationId && hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
  const offered = framework.state !== 'DRAFT' && framework.offeredNumber === framework.draftNumber;
  return offered && framework.supplierId === actor.organizationId && hasRole(actor, 'SUPPLIER');
}

const rowOf = (framework: FrameworkAgreement, actor: Actor | null, action: string) => ({
  actor,
  action,
  subjectKind: 'FrameworkAgreement',
  subjectId: framework.id,
  data: {
    buyerId: framework.buyerId,
    supplierId: framework.supplierId,
    draftNumber: framework.draftNumber,
    ...(framework.terminatesOn ? { terminatesOn: framework.terminatesOn } : {}),
  },
});
