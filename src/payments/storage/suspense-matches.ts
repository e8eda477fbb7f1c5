import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type Reader, type Tx } from '../../platform/index';
import { FinanceTasks } from './finance-tasks';
import { SuspenseMatch } from './suspense-match.entity';

const COLUMNS = `id, receipt_id AS "receiptId", request_id AS "requestId", fen, reason, state, proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", version`;

/** Proposals of what money in suspense belongs to. */
@Injectable()
export class SuspenseMatches {
  constructor(private readonly tasks: FinanceTasks) {}

  async add(
    tx: Tx,
    match: Pick<SuspenseMatch, 'receiptId' | 'requestId' | 'fen' | 'reason' | 'proposedBy'>,
  ): Promise<SuspenseMatch> {
    const open = { state: 'PROPOSED', proposedAt: tx.at, decidedBy: null, decidedAt: null } as const;
    const row: SuspenseMatch = { ...match, ...open, id: randomUUID(), version: 1 };
    await tx.add(SuspenseMatch, row);
    await this.tasks.open(tx, 'CONFIRM_SUSPENSE_MATCH', row.id);
    return row;
  }

  /** Throws NOT_FOUND. */
  async get(reader: Reader, id: string): Promise<SuspenseMatch> {
    const [row] = await reader.query<SuspenseMatch>(`SELECT ${COLUMNS} FROM suspense_matches WHERE id = $1`, [
      id,
    ]);
    if (!row) throw notFound();
    return row;
  }
}
