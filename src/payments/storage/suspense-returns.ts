import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type Reader, type Tx } from '../../platform/index';
import { FinanceTasks } from './finance-tasks';
import { SuspenseReturn } from './suspense-return.entity';

const COLUMNS = `id, receipt_id AS "receiptId", fen, reason, note, state, proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", version`;

/** Proposals that money in suspense goes back. */
@Injectable()
export class SuspenseReturns {
  constructor(private readonly tasks: FinanceTasks) {}

  async add(
    tx: Tx,
    proposed: Pick<SuspenseReturn, 'receiptId' | 'fen' | 'reason' | 'note' | 'proposedBy'>,
  ): Promise<SuspenseReturn> {
    const open = { state: 'PROPOSED', proposedAt: tx.at, decidedBy: null, decidedAt: null } as const;
    const row: SuspenseReturn = { ...proposed, ...open, id: randomUUID(), version: 1 };
    await tx.add(SuspenseReturn, row);
    await this.tasks.open(tx, 'CONFIRM_SUSPENSE_RETURN', row.id);
    return row;
  }

  /** Throws NOT_FOUND. */
  async get(reader: Reader, id: string): Promise<SuspenseReturn> {
    const [row] = await reader.query<SuspenseReturn>(
      `SELECT ${COLUMNS} FROM suspense_returns WHERE id = $1`,
      [id],
    );
    if (!row) throw notFound();
    return row;
  }
}
