import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { BankAccounts } from '../../organizations/index';
import {
  Database,
  Events,
  businessDateOf,
  type Actor,
  type PageRequest,
  type Reader,
  type Tx,
} from '../../platform/index';
import { sumOf } from '../domain/payout-amounts';
import { PAYOUT_INSTRUCTED, payoutStream, type PayoutInstructed } from '../domain/payouts.events';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { PayoutStatement } from './payout-statement.entity';
import { PayoutStatements } from './payout-statements';

/** As many as a person checks at the bank in one go. */
export const MOST_IN_A_FILE = 500;

export interface TransferFileRow {
  readonly id: string;
  readonly fen: bigint;
  readonly rowCount: number;
  readonly madeAt: Date;
}

/** One transfer the bank is asked to make. */
export interface TransferRow {
  readonly number: string;
  readonly accountId: string;
  readonly holderName: string;
  readonly bankName: string;
  readonly fen: bigint;
}

/** Asked again under the account's lock. */
const PAYABLE_ON = `EXISTS (SELECT FROM bank_accounts b WHERE b.organization_id = s.supplier_id AND b.state = 'ACTIVE'
  AND (b.payable_from IS NULL OR b.payable_from <= :today))`;
const COLUMNS = 'id, fen, row_count AS "rowCount", made_at AS "madeAt"';

/** 付款文件: what the bank is told to pay, in one file. */
@Injectable()
export class TransferFiles {
  constructor(
    private readonly database: Database,
    private readonly statements: PayoutStatements,
    private readonly accounts: BankAccounts,
    private readonly events: Events,
  ) {}

  /**
   * Of all approved statements whose account can be paid to today; refuses NOTHING_TO_TRANSFER. Those that wait for
   * their account take no place of others.
   */
  async make(tx: Tx, actor: Actor, atMost = MOST_IN_A_FILE): Promise<string> {
    const approved = await tx.manager
      .createQueryBuilder(PayoutStatement, 's')
      .where({ state: 'APPROVED' })
      .andWhere(PAYABLE_ON, { today: businessDateOf(tx.at) })
      .orderBy('s.id')
      .limit(atMost)
      .setLock('pessimistic_write')
      .getMany();
    const payable: { statement: PayoutStatement; bankAccountId: string }[] = [];
    for (const statement of approved) {
      const bankAccountId = await this.payableAccount(tx, statement.supplierId);
      if (bankAccountId !== null) payable.push({ statement, bankAccountId });
    }
    if (payable.length === 0) refuse(payoutsRefusals.NOTHING_TO_TRANSFER());
    const fileId = randomUUID();
    const fen = sumOf(payable.map(({ statement }) => ({ fen: statement.payFen - statement.connectFen })));
    await tx.query(
      'INSERT INTO payout_files (id, fen, row_count, made_by, made_at) VALUES ($1, $2, $3, $4, $5)',
      [fileId, String(fen), payable.length, actor.memberId, tx.at],
    );
    for (const { statement, bankAccountId } of payable)
      await this.statements.move(tx, actor, statement, 'instruct', { fileId, bankAccountId });
    await this.tell(
      tx,
      payable.map(({ statement }) => statement),
    );
    return fileId;
  }

  private async tell(tx: Tx, statements: readonly PayoutStatement[]): Promise<void> {
    const from = businessDateOf(tx.at);
    const events = statements.map(({ id, payFen, connectFen }) => {
      const payload = { statementId: id, fen: String(payFen - connectFen), from } satisfies PayoutInstructed;
      return { stream: payoutStream(id), kind: PAYOUT_INSTRUCTED, payload };
    });
    await this.events.publishAll(tx, events);
  }

  async find(id: string): Promise<TransferFileRow | null> {
    return this.database.one<TransferFileRow>(`SELECT ${COLUMNS} FROM payout_files WHERE id = $1`, [id]);
  }

  page({ after, fetch }: Pick<PageRequest, 'after' | 'fetch'>): Promise<TransferFileRow[]> {
    return this.database.query<TransferFileRow>(
      `SELECT ${COLUMNS} FROM payout_files WHERE $1::timestamptz IS NULL OR (made_at, id) < ($1, $2::uuid)
        ORDER BY made_at DESC, id DESC LIMIT $3`,
      [after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
  }

  async count(): Promise<number> {
    const row = await this.database.one<{ total: number }>('SELECT count(*)::int AS total FROM payout_files');
    return row?.total ?? 0;
  }

  /** What still waits for the bank: what it has paid is not listed again, what failed has left the file. */
  rows(reader: Reader, fileId: string): Promise<TransferRow[]> {
    return reader.query<TransferRow>(
      `SELECT s.number, s.bank_account_id AS "accountId", b.holder_name AS "holderName", b.bank_name AS "bankName",
              s.pay_fen - s.connect_fen AS fen
         FROM payout_statements s JOIN bank_accounts b ON b.id = s.bank_account_id
        WHERE s.file_id = $1 AND s.bank_reference IS NULL ORDER BY s.number`,
      [fileId],
    );
  }

  /** Null while nothing may be paid to the supplier: his statement waits for the next file. */
  private async payableAccount(tx: Tx, supplierId: string): Promise<string | null> {
    try {
      return (await this.accounts.requirePayable(tx, supplierId, [])).id;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }
}
