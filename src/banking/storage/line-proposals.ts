import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { FinanceTasks, proposalStates, type ProposalKind } from '../../payments/index';
import { notFound, type Reader, type Tx } from '../../platform/index';
import { bankingRefusals } from '../domain/banking.refusals';
import { LineProposal } from './line-proposal.entity';

const COLUMNS = `id, line_id AS "lineId", kind, note, state, proposed_by AS "proposedBy", proposed_at AS "proposedAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt", version`;

export const BANK_LINE: ProposalKind<LineProposal> = {
  entity: LineProposal,
  task: 'CONFIRM_BANK_LINE',
  subjectKind: 'BankLineProposal',
  states: proposalStates('明细认定', '已认定'),
};

/** What people say that lines are. */
@Injectable()
export class LineProposals {
  constructor(private readonly tasks: FinanceTasks) {}

  /** Under the line's lock. Refuses LINE_PROPOSED. */
  async add(
    tx: Tx,
    proposed: Pick<LineProposal, 'lineId' | 'kind' | 'note' | 'proposedBy'>,
    path: RefusalPath,
  ): Promise<LineProposal> {
    const waiting = await tx.query(
      `SELECT FROM bank_line_proposals WHERE line_id = $1 AND state = 'PROPOSED'`,
      [proposed.lineId],
    );
    if (waiting.length > 0) refuse(bankingRefusals.LINE_PROPOSED(path));
    const open = { state: 'PROPOSED', proposedAt: tx.at, decidedBy: null, decidedAt: null } as const;
    const row: LineProposal = { ...proposed, ...open, id: randomUUID(), version: 1 };
    await tx.add(LineProposal, row);
    await this.tasks.open(tx, 'CONFIRM_BANK_LINE', row.id);
    return row;
  }

  /** Throws NOT_FOUND. */
  async get(reader: Reader, id: string): Promise<LineProposal> {
    const [row] = await reader.query<LineProposal>(
      `SELECT ${COLUMNS} FROM bank_line_proposals WHERE id = $1`,
      [id],
    );
    if (!row) throw notFound(['proposalId']);
    return row;
  }
}
