import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { addDays, businessDateOf, notFound, type Reader, type Tx } from '../../platform/index';
import { CUSTODY_DAYS_AHEAD, requireReachable } from '../domain/custody-account.rules';
import { paymentsRefusals } from '../domain/payments.refusals';
import { CustodyAccountProposal } from './custody-account-proposal.entity';
import { FinanceTasks } from './finance-tasks';

export const CUSTODY_PROPOSAL = `id, valid_from AS "validFrom", bank_name AS "bankName", account_name AS "accountName",
  account_number AS "accountNumber", state, proposed_by AS "proposedBy", proposed_at AS "proposedAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt", version`;

type NewAccount = Pick<
  CustodyAccountProposal,
  'validFrom' | 'bankName' | 'accountName' | 'accountNumber' | 'proposedBy'
>;

/** The operator's account in custody: dated, append-only, each row agreed by two people. */
@Injectable()
export class CustodyAccounts {
  constructor(private readonly tasks: FinanceTasks) {}

  async propose(tx: Tx, account: NewAccount): Promise<CustodyAccountProposal> {
    await this.requireFreeDay(tx, account.validFrom, ['validFrom']);
    const open = { state: 'PROPOSED', proposedAt: tx.at, decidedBy: null, decidedAt: null } as const;
    const row: CustodyAccountProposal = { ...account, ...open, id: randomUUID(), version: 1 };
    await tx.add(CustodyAccountProposal, row);
    await this.tasks.open(tx, 'CONFIRM_CUSTODY_ACCOUNT', row.id);
    return row;
  }

  /** From its day on buyers are told this account. The day is asked again: time has passed, others may have taken it. */
  async announce(tx: Tx, proposal: CustodyAccountProposal): Promise<void> {
    const { validFrom, bankName, accountName, accountNumber } = proposal;
    await this.requireFreeDay(tx, validFrom, ['proposalId']);
    const written = await tx.query(
      `INSERT INTO custody_accounts (valid_from, bank_name, account_name, account_number) VALUES ($1, $2, $3, $4)
       ON CONFLICT (valid_from) DO NOTHING RETURNING valid_from`,
      [validFrom, bankName, accountName, accountNumber],
    );
    if (written.length === 0) refuse(paymentsRefusals.CUSTODY_DAY_TAKEN(['proposalId']));
  }

  /** Throws NOT_FOUND. */
  async get(reader: Reader, id: string): Promise<CustodyAccountProposal> {
    const [row] = await reader.query<CustodyAccountProposal>(
      `SELECT ${CUSTODY_PROPOSAL} FROM custody_account_proposals WHERE id = $1`,
      [id],
    );
    if (!row) throw notFound();
    return row;
  }

  private async requireFreeDay(tx: Tx, validFrom: string, path: RefusalPath): Promise<void> {
    const today = businessDateOf(tx.at);
    requireReachable({ validFrom, today, lastDay: addDays(today, CUSTODY_DAYS_AHEAD) }, path);
    const taken = await tx.query('SELECT valid_from FROM custody_accounts WHERE valid_from = $1', [
      validFrom,
    ]);
    if (taken.length > 0) refuse(paymentsRefusals.CUSTODY_DAY_TAKEN(path));
  }
}
