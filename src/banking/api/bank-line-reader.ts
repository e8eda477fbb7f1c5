import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import { Database, FieldCipher, hasRole, withMaskedDigits, type Actor } from '../../platform/index';
import type { BankLineProposalType } from './bank-line-proposal.type';
import type { BankLineReason, BankLineType } from './bank-line.type';

export interface WantedPage {
  readonly statementId: string | null;
  readonly openOnly: boolean;
}

type LineRow = Omit<
  BankLineType,
  'amount' | 'balance' | 'counterpartyName' | 'memo' | 'reason' | 'proposal'
> & {
  fen: bigint;
  balanceFen: bigint;
  nameSealed: string | null;
  memoSealed: string | null;
  reason: BankLineReason;
  proposal: (Omit<BankLineProposalType, 'proposedAt'> & { proposedAt: string }) | null;
};

const FROM = `FROM bank_lines l LEFT JOIN bank_line_uses u ON u.line_id = l.id
  LEFT JOIN ledger_transfers t ON t.id = u.transfer_id
  LEFT JOIN bank_line_proposals p ON p.line_id = l.id AND p.state = 'PROPOSED'`;
const COLUMNS = `l.id, l.statement_id AS "statementId", l.day, l.day_position AS "dayPosition", l.booked_at AS "bookedAt", l.direction, l.fen,
  l.balance_fen AS "balanceFen", l.serial, l.counterparty_name_encrypted AS "nameSealed",
  '****' || l.counterparty_account_last_four AS "counterpartyAccount", l.memo_encrypted AS "memoSealed",
  u.receipt_id AS "receiptId", u.refund_payment_id AS "refundPaymentId", u.transfer_id AS "transferId",
  CASE WHEN t.subject_kind IN ('PAYOUT', 'PAYOUT_RETURN') THEN t.subject_id END AS "payoutStatementId",
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'version', p.version, 'kind', p.kind, 'note', p.note,
    'proposedBy', p.proposed_by, 'proposedAt', p.proposed_at) END AS proposal,
  CASE WHEN u.line_id IS NOT NULL THEN u.reason WHEN p.id IS NOT NULL THEN 'PROPOSED'
       WHEN l.counterparty_account_hash IS NULL THEN 'FROM_THE_BANK'
       WHEN l.direction = 'DEBIT' THEN 'NOTHING_DUE' ELSE 'WAITING' END AS reason`;
const WANTED = '($1::uuid IS NULL OR l.statement_id = $1) AND (NOT $2::boolean OR u.line_id IS NULL)';

/** Lines as people read them. */
@Injectable()
export class BankLineReader {
  constructor(
    private readonly database: Database,
    private readonly cipher: FieldCipher,
  ) {}

  async find(actor: Actor, id: string): Promise<BankLineType | null> {
    const row = await this.database.one<LineRow>(`SELECT ${COLUMNS} ${FROM} WHERE l.id = $1`, [id]);
    return row ? this.shown(actor, row) : null;
  }

  /** The latest day first. */
  async page(
    actor: Actor,
    { statementId, openOnly }: WantedPage,
    { after, fetch }: { after: readonly unknown[] | null; fetch: number },
  ): Promise<BankLineType[]> {
    const [day = null, position = null, id = null] = after ?? [];
    const rows = await this.database.query<LineRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${WANTED}
          AND ($3::date IS NULL OR (l.day, l.day_position, l.id) < ($3::date, $4::int, $5::uuid))
        ORDER BY l.day DESC, l.day_position DESC, l.id DESC LIMIT $6`,
      [statementId, openOnly, day, position, id, fetch],
    );
    return rows.map((row) => this.shown(actor, row));
  }

  async count({ statementId, openOnly }: WantedPage): Promise<number> {
    const found = await this.database.one<{ n: number }>(
      `SELECT count(*)::int AS n ${FROM} WHERE ${WANTED}`,
      [statementId, openOnly],
    );
    return found?.n ?? 0;
  }

  /** Names and memos only to those who work with them; numbers in a memo may be anybody’s: they are masked, too. */
  private shown(actor: Actor, { fen, balanceFen, nameSealed, memoSealed, ...row }: LineRow): BankLineType {
    const works = hasRole(actor, Role.FINANCE);
    const open = (sealed: string | null) => (works && sealed !== null ? this.cipher.decrypt(sealed) : null);
    const memo = open(memoSealed);
    const { proposal } = row;
    return {
      ...row,
      proposal: proposal && { ...proposal, proposedAt: new Date(proposal.proposedAt) },
      amount: formatMoney({ fen, currency: 'CNY' }),
      balance: formatMoney({ fen: balanceFen, currency: 'CNY' }),
      counterpartyName: open(nameSealed),
      memo: memo === null ? null : withMaskedDigits(memo),
    };
  }
}
