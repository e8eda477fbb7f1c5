import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney } from '../../../libs/money/src/index';
import { Database, MoneyType, type RequestScope } from '../../platform/index';
import { statementErrorText } from '../domain/statement-errors';
import { BankStatements, type StatementRow } from '../storage/bank-statements';
import { BankStatementErrorType, BankStatementRefusalType, BankStatementType } from './bank-statement.type';

const FIRST = 50;
const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });

@Resolver(() => BankStatementType)
export class BankStatementFields {
  constructor(
    private readonly statements: BankStatements,
    private readonly database: Database,
  ) {}

  @ResolveField(() => MoneyType, { description: '期初余额' })
  opening(@Parent() { openingFen }: StatementRow): MoneyType {
    return yuan(openingFen);
  }

  @ResolveField(() => MoneyType, { description: '期末余额' })
  closing(@Parent() { closingFen }: StatementRow): MoneyType {
    return yuan(closingFen);
  }

  @ResolveField(() => MoneyType, { description: 'What came by its new lines' })
  newCredit(@Parent() { newCreditFen }: StatementRow): MoneyType {
    return yuan(newCreditFen);
  }

  @ResolveField(() => MoneyType, { description: 'What went by its new lines' })
  newDebit(@Parent() { newDebitFen }: StatementRow): MoneyType {
    return yuan(newDebitFen);
  }

  @ResolveField(() => BankStatementRefusalType, {
    nullable: true,
    description: 'Why the statement is not taken',
  })
  refusal(
    @Parent() { refusal }: StatementRow,
    @Context('scope') scope: RequestScope,
  ): BankStatementRefusalType | null {
    if (refusal === null) return null;
    const { code, ...texts } = JSON.parse(refusal) as { code: string; zh: string; en: string };
    return { code, message: texts[scope.locale] };
  }

  @ResolveField(() => [BankStatementErrorType], { description: `The first ${FIRST}` })
  async errors(
    @Parent() { id }: StatementRow,
    @Context('scope') scope: RequestScope,
  ): Promise<BankStatementErrorType[]> {
    const loader = () =>
      new DataLoader((ids: readonly string[]) =>
        Promise.all(ids.map((one) => this.statements.errors(this.database, one, FIRST))),
      );
    const rows = await scope.loader(this, loader).load(id);
    return rows.map((row) => ({ ...row, message: statementErrorText(row.code)[scope.locale] }));
  }
}
