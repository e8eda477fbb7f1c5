import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Role, Tasks, describeWork } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { PayoutStatementState } from '../domain/payout-statement.states';
import { payoutWork, type PayoutNotice, type PayoutTask } from '../domain/payout-work';
import type { PayoutStatement } from './payout-statement.entity';

describeWork(payoutWork);

const NEXT: Readonly<Record<PayoutStatementState, PayoutTask | null>> = {
  OPEN: 'CALCULATE_PAYOUT',
  CALCULATED: 'APPROVE_PAYOUT',
  APPROVED: 'PAY_PAYOUT',
  PAID_OUT: 'CONFIRM_PAYOUT',
  RECONCILED: null,
};

function tasksOf({ state, connectState }: PayoutStatement): PayoutTask[] {
  const next = NEXT[state];
  return [...(next ? [next] : []), ...(connectState === 'FAILED' ? (['RETRY_CONNECT_PAYOUT'] as const) : [])];
}

const subjectOf = ({ id }: Pick<PayoutStatement, 'id'>) => ({
  subjectKind: 'PayoutStatement',
  subjectId: id,
});

/** What waits for the platform's finance members, and what the supplier is told. */
@Injectable()
export class PayoutDesk {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  /** The tasks of the state it is in, and no others. */
  async show(tx: Tx, statement: PayoutStatement): Promise<void> {
    const subject = subjectOf(statement);
    await this.tasks.close(tx, subject);
    const kinds = tasksOf(statement);
    if (kinds.length === 0) return;
    const payers = await this.organizations.platformOperations(tx);
    await this.tasks.openAll(
      tx,
      payers.flatMap((organizationId) =>
        kinds.map((kind) => ({ organizationId, role: Role.FINANCE, kind, ...subject })),
      ),
    );
  }

  /** To the supplier and to whoever pays him: of a payment that was recorded as failed. */
  async tellOfFailure(tx: Tx, kind: PayoutNotice, statement: PayoutStatement, fen: bigint): Promise<void> {
    const payers = await this.organizations.platformOperations(tx);
    const told = [
      { organizationId: statement.supplierId, role: Role.SUPPLIER },
      ...payers.map((organizationId) => ({ organizationId, role: Role.FINANCE })),
    ];
    const data = { number: statement.number, fen: String(fen) };
    await this.notices.sendAll(
      tx,
      told.map((one) => ({ ...one, kind, ...subjectOf(statement), data })),
    );
  }

  async tell(tx: Tx, kind: PayoutNotice, statement: PayoutStatement): Promise<void> {
    await this.notices.send(tx, {
      organizationId: statement.supplierId,
      role: Role.SUPPLIER,
      kind,
      ...subjectOf(statement),
      data: { number: statement.number, fen: String(statement.payFen) },
    });
  }
}
