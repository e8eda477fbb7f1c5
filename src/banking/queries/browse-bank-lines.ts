import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  FieldCipher,
  Id,
  PageArgs,
  connectionOf,
  hasRole,
  pageOf,
  readPage,
  withMaskedDigits,
  type Actor,
  type Page,
} from '../../platform/index';
import { BankLineType, type BankLineReason } from '../api/bank-line.type';

const BankLineConnection = connectionOf(BankLineType, 'BankLine');
const LIST = 'bankLines:byDay';

@ArgsType()
export class BankLineArgs extends PageArgs {
  @Field(() => Id, { nullable: true, description: 'Only lines this statement brought' })
  statementId?: string | null;

  @Field({ defaultValue: false, description: '未达: only what is neither a receipt nor a refund' })
  openOnly!: boolean;
}

type LineRow = Omit<BankLineType, 'amount' | 'balance' | 'counterpartyName' | 'memo' | 'reason'> & {
  fen: bigint;
  balanceFen: bigint;
  nameSealed: string | null;
  memoSealed: string | null;
  reason: BankLineReason;
};

const LINES = `FROM bank_lines l LEFT JOIN bank_line_uses u ON u.line_id = l.id
  WHERE ($1::uuid IS NULL OR l.statement_id = $1) AND (NOT $2::boolean OR u.line_id IS NULL)`;

@Resolver()
export class BrowseBankLines {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly cipher: FieldCipher,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankLineConnection, { description: '对账单明细, the latest day first' })
  async bankLines(@Args() args: BankLineArgs, @CurrentActor() actor: Actor): Promise<Page<BankLineType>> {
    const request = readPage(this.cursors, LIST, args);
    const [day = null, position = null, id = null] = request.after ?? [];
    const wanted = [args.statementId ?? null, args.openOnly];
    const rows = await this.database.query<LineRow>(
      `SELECT l.id, l.statement_id AS "statementId", l.day, l.day_position AS "dayPosition", l.booked_at AS "bookedAt", l.direction, l.fen,
              l.balance_fen AS "balanceFen", l.serial, l.counterparty_name_encrypted AS "nameSealed",
              '****' || l.counterparty_account_last_four AS "counterpartyAccount", l.memo_encrypted AS "memoSealed",
              u.receipt_id AS "receiptId", u.refund_payment_id AS "refundPaymentId",
              CASE WHEN u.line_id IS NOT NULL THEN u.reason WHEN l.counterparty_account_hash IS NULL THEN 'FROM_THE_BANK'
                   WHEN l.direction = 'DEBIT' THEN 'NO_REFUND_DUE' ELSE 'WAITING' END AS reason ${LINES}
          AND ($3::date IS NULL OR (l.day, l.day_position, l.id) < ($3::date, $4::int, $5::uuid))
        ORDER BY l.day DESC, l.day_position DESC, l.id DESC LIMIT $6`,
      [...wanted, day, position, id, request.fetch],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => this.shown(actor, row),
      keyOf: (row) => [row.day, row.dayPosition, row.id],
      totalCount: async () => {
        const found = await this.database.one<{ n: number }>(`SELECT count(*)::int AS n ${LINES}`, wanted);
        return found?.n ?? 0;
      },
    });
  }

  /** Names and memos only to those who work with them; numbers in a memo may be anybody’s: they are masked, too. */
  private shown(actor: Actor, { fen, balanceFen, nameSealed, memoSealed, ...row }: LineRow): BankLineType {
    const works = hasRole(actor, Role.FINANCE);
    const open = (sealed: string | null) => (works && sealed !== null ? this.cipher.decrypt(sealed) : null);
    const memo = open(memoSealed);
    return {
      ...row,
      amount: formatMoney({ fen, currency: 'CNY' }),
      balance: formatMoney({ fen: balanceFen, currency: 'CNY' }),
      counterpartyName: open(nameSealed),
      memo: memo === null ? null : withMaskedDigits(memo),
    };
  }
}
