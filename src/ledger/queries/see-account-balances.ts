import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { naturalBalance } from '../../../libs/ledger/src/index';
import { formatMoney, type Currency } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import { Allow, Database, Id, Timestamp, badInput, notFound } from '../../platform/index';
import { AccountBalanceType } from '../api/account-balance.type';
import { PLATFORM, sideOf, type AccountPurpose } from '../domain/accounts';

@ArgsType()
export class AccountBalancesArgs {
  @Field(() => Id, { nullable: true, description: 'The accounts of one order' })
  orderId?: string | null;

  @Field(() => Id, { nullable: true, description: 'The accounts of one supplier, all his orders together' })
  supplierId?: string | null;

  @Field(() => Timestamp, { nullable: true, description: 'What had happened by then; now unless said' })
  at?: string | null;

  @Field(() => Timestamp, {
    nullable: true,
    description: 'Of it, what was written down by then: a book of that moment comes out the same for ever',
  })
  knownAt?: string | null;
}

interface BalanceRow {
  readonly purpose: AccountPurpose;
  readonly currency: Currency;
  readonly fen: string;
}

/** $1 an order, $2 an owner where none is asked for. */
const ACCOUNTS = `FROM ledger_accounts a
  WHERE CASE WHEN $1::uuid IS NOT NULL THEN a.subject_id = $1::uuid ELSE a.owner = $2::text END`;

@Resolver()
export class SeeAccountBalances {
  constructor(private readonly database: Database) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => [AccountBalanceType], {
    description:
      '账户余额: of an order, of a supplier or of the platform itself, as of a moment and as known at another',
  })
  async accountBalances(@Args() args: AccountBalancesArgs): Promise<AccountBalanceType[]> {
    const { orderId = null, supplierId = null, at = null, knownAt = null } = args;
    if (orderId !== null && supplierId !== null)
      throw badInput(['supplierId'], {
        zh: '只能选择订单或供应商之一',
        en: 'Ask for an order or a supplier, not both',
      });
    const whose = [orderId, supplierId ?? PLATFORM];
    const asked = orderId === null ? (supplierId === null ? null : 'supplierId') : 'orderId';
    if (asked !== null && (await this.database.query(`SELECT ${ACCOUNTS} LIMIT 1`, whose)).length === 0)
      throw notFound([asked]);
    const rows = await this.database.query<BalanceRow>(
      `SELECT a.purpose, a.currency, COALESCE(sum(e.fen) FILTER (WHERE ($3::timestamptz IS NULL OR t.event_at <= $3)
              AND ($4::timestamptz IS NULL OR t.recorded_at <= $4)), 0)::text AS fen
         FROM (SELECT a.* ${ACCOUNTS}) a LEFT JOIN ledger_entries e ON e.account_id = a.id
         LEFT JOIN ledger_transfers t ON t.id = e.transfer_id
        GROUP BY a.purpose, a.currency ORDER BY a.purpose, a.currency`,
      [...whose, at, knownAt],
    );
    return rows.map(({ purpose, currency, fen }) => ({
      purpose,
      balance: formatMoney({ fen: naturalBalance(BigInt(fen), sideOf(purpose)), currency }),
    }));
  }
}
