import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { BankLineReader } from '../api/bank-line-reader';
import { BankLineType } from '../api/bank-line.type';

const BankLineConnection = connectionOf(BankLineType, 'BankLine');
const LIST = 'bankLines:byDay';

@ArgsType()
export class BankLineArgs extends PageArgs {
  @Field(() => Id, { nullable: true, description: 'Only lines this statement brought' })
  statementId?: string | null;

  @Field({ defaultValue: false, description: '未达: only lines of which nobody knows what they are' })
  openOnly!: boolean;
}

@Resolver()
export class BrowseBankLines {
  constructor(
    private readonly reader: BankLineReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => BankLineConnection, { description: '对账单明细, the latest day first' })
  async bankLines(@Args() args: BankLineArgs, @CurrentActor() actor: Actor): Promise<Page<BankLineType>> {
    const request = readPage(this.cursors, LIST, args);
    const wanted = { statementId: args.statementId ?? null, openOnly: args.openOnly };
    const rows = await this.reader.page(actor, wanted, request);
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.day, row.dayPosition, row.id],
      totalCount: () => this.reader.count(wanted),
    });
  }
}
