import { Args, Query, Resolver } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Cursors,
  Database,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  toShanghaiIso,
  type MoneyType,
  type Page,
} from '../../platform/index';
import { BankMovementType, BankStandingType } from '../api/bank-standing.type';
import { BankStandings, MOVEMENTS } from '../storage/bank-standing';

const BankMovementConnection = connectionOf(BankMovementType, 'BankMovement');
const LIST = 'bankInFlight:byEventAt';
const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });

interface MovementRow {
  readonly transferId: string;
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly eventAt: Date;
  readonly fen: bigint;
}

@Resolver()
export class SeeBankStanding {
  constructor(
    private readonly standings: BankStandings,
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankStandingType, { description: '银行余额调节表: whether the book says what the bank says' })
  async bankStanding(): Promise<BankStandingType> {
    const { accounts, bookFen, inFlightFen, expectedFen } = await this.standings.now(this.database);
    return {
      accounts: accounts.map(({ lastFour, toldUntil, openLines, ...fen }) => ({
        lastFour,
        toldUntil,
        openLines,
        start: yuan(fen.startFen),
        closing: yuan(fen.closingFen),
        untold: yuan(fen.untoldFen),
        own: yuan(fen.ownFen),
        open: yuan(fen.openFen),
      })),
      book: yuan(bookFen),
      inFlight: yuan(inFlightFen),
      difference: yuan(bookFen - expectedFen),
    };
  }

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankMovementConnection, {
    description: '在途款项: what no statement tells of yet, the oldest first',
  })
  async bankInFlight(@Args() page: PageArgs): Promise<Page<BankMovementType>> {
    const request = readPage(this.cursors, LIST, page);
    const rows = await this.database.query<MovementRow>(
      `SELECT transfer_id AS "transferId", kind, subject_kind AS "subjectKind", subject_id AS "subjectId", event_at AS "eventAt", fen
         FROM (${MOVEMENTS}) m WHERE line_id IS NULL
          AND ($1::timestamptz IS NULL OR (event_at, transfer_id) > ($1::timestamptz, $2::uuid))
        ORDER BY event_at, transfer_id LIMIT $3`,
      [...(request.after ?? [null, null]), request.fetch],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: ({ fen, ...row }) => ({ ...row, amount: yuan(fen) }),
      keyOf: (row) => [toShanghaiIso(row.eventAt), row.transferId],
      totalCount: async () => {
        const found = await this.database.one<{ n: number }>(
          `SELECT count(*)::int AS n FROM (${MOVEMENTS}) m WHERE line_id IS NULL`,
        );
        return found?.n ?? 0;
      },
    });
  }
}
