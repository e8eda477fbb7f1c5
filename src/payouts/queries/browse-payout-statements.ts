import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import {
  MemberAmountType,
  PayoutLineType,
  PayoutStatementStateEnum,
  PayoutStatementType,
} from '../api/payout-statement.type';
import { shownLine, shownStatement } from '../api/shown-statement';
import { yuan } from '../api/yuan';
import { memberAmounts } from '../domain/member-shares';
import type { PayoutStatementState } from '../domain/payout-statement.states';
import { MemberShareLists } from '../storage/member-share-lists';
import { PAYOUT_READERS, StatementReader } from '../storage/statement-reader';

const StatementConnection = connectionOf(PayoutStatementType, 'PayoutStatement');
const LineConnection = connectionOf(PayoutLineType, 'PayoutLine');
const MemberConnection = connectionOf(MemberAmountType, 'MemberAmount');
const LIST = 'payoutStatements';
const LINES = 'payoutLines';
const MEMBERS = 'payoutMemberAmounts';

@ArgsType()
export class PayoutStatementsArgs extends PageArgs {
  @Field(() => Id, { nullable: true })
  supplierId?: string | null;

  @Field(() => [PayoutStatementStateEnum], { nullable: true })
  states?: PayoutStatementState[] | null;
}

@ArgsType()
export class OfStatementArgs extends PageArgs {
  @Field(() => Id)
  statementId!: string;
}

/** 结算单: finance and audit see all of them, a supplier his own once they are approved. */
@Resolver()
export class BrowsePayoutStatements {
  constructor(
    private readonly reader: StatementReader,
    private readonly shares: MemberShareLists,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PAYOUT_READERS)
  @Query(() => PayoutStatementType)
  async payoutStatement(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementType> {
    return shownStatement(actor, await this.reader.visibleTo(actor, id));
  }

  @Allow(...PAYOUT_READERS)
  @Query(() => StatementConnection, { description: '结算单, newest first' })
  async payoutStatements(
    @Args() page: PayoutStatementsArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PayoutStatementType>> {
    const request = readPage(this.cursors, LIST, page);
    const filter = { supplierId: page.supplierId ?? null, states: page.states ?? null };
    const rows = await this.reader.page(actor, filter, request);
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => shownStatement(actor, row),
      keyOf: (row) => [row.openedAt.toISOString(), row.id],
      totalCount: () => this.reader.count(actor, filter),
    });
  }

  @Allow(...PAYOUT_READERS)
  @Query(() => LineConnection, { description: '结算明细, frozen, in the order in which money moved' })
  async payoutLines(
    @Args() page: OfStatementArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PayoutLineType>> {
    const statement = await this.reader.visibleTo(actor, page.statementId);
    const request = readPage(this.cursors, LINES, page);
    const rows = await this.reader.lines(statement, request);
    return pageOf(this.cursors, LINES, request, rows, {
      node: shownLine,
      keyOf: (row) => [row.eventAt.toISOString(), row.transferId, String(row.accountId)],
      totalCount: () => this.reader.lineCount(statement),
    });
  }

  @Allow(...PAYOUT_READERS)
  @Query(() => MemberConnection, {
    description: '成员份额 of what is paid, by number; none where there are no shares',
  })
  async payoutMemberAmounts(
    @Args() page: OfStatementArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<MemberAmountType>> {
    const { shareListId, payFen } = await this.reader.visibleTo(actor, page.statementId);
    const request = readPage(this.cursors, MEMBERS, page);
    const shares = shareListId === null ? [] : await this.shares.of(shareListId);
    const after = String(request.after?.[0] ?? '');
    const all = shares.length === 0 ? [] : memberAmounts(payFen, shares);
    const rows = all.filter((one) => one.memberNumber > after).slice(0, request.fetch);
    return pageOf(this.cursors, MEMBERS, request, rows, {
      node: ({ fen, ...share }): MemberAmountType => ({ ...share, amount: yuan(fen) }),
      keyOf: (row) => [row.memberNumber],
      totalCount: () => Promise.resolve(all.length),
    });
  }
}
