import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { orRefused, parseMoney, type Fen, type MoneyText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import { accountNumber } from '../../payments/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Events,
  Files,
  Id,
  MoneyInput,
  ShortText,
  addDays,
  answer,
  businessDateOf,
  type Actor,
  type BusinessDate,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { BankLayoutEnum, BankStatementPayload, type BankLayout } from '../api/bank-statement.type';
import { LAYOUTS } from '../data/shipped-layouts';
import { bankingRefusals } from '../domain/banking.refusals';
import { STATEMENT_STAGED, statementStream } from '../domain/banking.events';
import { layoutOn } from '../domain/layouts';
import { BankStatement } from '../storage/bank-statement.entity';
import { BankStatements } from '../storage/bank-statements';

/** As far back as a receipt may be dated. */
const OLDEST_DAYS = 400;

@InputType({ description: '导入对账单: a statement from the first line of its first day on' })
export class StageBankStatementInput extends CommandInput {
  @Field(() => ShortText, { description: 'Of the platform’s account in custody' })
  accountNumber!: string;

  @Field(() => BankLayoutEnum)
  layout!: BankLayout;

  @Field(() => BusinessDay)
  firstOn!: BusinessDate;

  @Field(() => BusinessDay, {
    description: 'Today at the latest; a day that is not over is completed by a later statement',
  })
  lastOn!: BusinessDate;

  @Field(() => MoneyInput, { description: '期初余额: as the bank says it, before the first line' })
  opening!: MoneyInput;

  @Field(() => MoneyInput, { description: '期末余额: as the bank says it, after the last line' })
  closing!: MoneyInput;

  @Field(() => Id, { description: 'CSV or xlsx as the bank gives it, uploaded before; it is not kept' })
  fileId!: string;
}

/** A statement is staged: it is read and checked beside everything else, and nothing is booked before it is confirmed. */
@Injectable()
export class StageBankStatement {
  constructor(
    private readonly commands: Commands,
    private readonly files: Files,
    private readonly statements: BankStatements,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: StageBankStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'stageBankStatement', actor, input }, async (tx) => {
      const said = await this.said(tx, input);
      await this.files.requireOwnUpload(tx, actor, input.fileId, ['fileId']);
      const [file] = await tx.query<{ sha256: string }>('SELECT sha256 FROM files WHERE id = $1', [
        input.fileId,
      ]);
      const statement = staged(tx, actor, { ...said, fileId: input.fileId, sha256: file?.sha256 ?? '' });
      await tx.add(BankStatement, statement);
      await this.statements.record(tx, actor, 'stageBankStatement', statement, null);
      await this.events.publish(tx, {
        stream: statementStream(statement.id),
        kind: STATEMENT_STAGED,
        payload: { statementId: statement.id },
      });
      return { statementId: statement.id };
    });
  }

  private async said(tx: Tx, input: StageBankStatementInput): Promise<Said> {
    const { layout, firstOn, lastOn } = input;
    const number = accountNumber(input.accountNumber) ?? '';
    const ours = await tx.query('SELECT FROM custody_accounts WHERE account_number = $1 LIMIT 1', [number]);
    if (ours.length === 0) refuse(bankingRefusals.ACCOUNT_NOT_OURS(['accountNumber']));
    const today = businessDateOf(tx.at);
    if (firstOn > lastOn || lastOn > today || firstOn < addDays(today, -OLDEST_DAYS))
      refuse(bankingRefusals.DAYS_OUT_OF_REACH([lastOn > today ? 'lastOn' : 'firstOn']));
    if (!layoutOn(LAYOUTS, layout, lastOn)) refuse(bankingRefusals.LAYOUT_UNKNOWN(['layout']));
    const openingFen = balance(input.opening, 'opening');
    return {
      accountNumber: number,
      layout,
      firstOn,
      lastOn,
      openingFen,
      closingFen: balance(input.closing, 'closing'),
    };
  }
}

type Said = Pick<
  BankStatement,
  'accountNumber' | 'layout' | 'firstOn' | 'lastOn' | 'openingFen' | 'closingFen'
>;

const balance = (money: MoneyText, field: string): Fen => orRefused([field], () => parseMoney(money)).fen;

const staged = (
  tx: Tx,
  actor: Actor,
  said: Said & Pick<BankStatement, 'fileId' | 'sha256'>,
): BankStatement => ({
  ...said,
  id: randomUUID(),
  version: 1,
  state: 'READING',
  places: {},
  refusal: null,
  rowsFound: null,
  rowsRead: 0,
  firstPosition: 1,
  linesNew: 0,
  newCreditFen: 0n,
  newDebitFen: 0n,
  stagedBy: actor.memberId,
  stagedAt: tx.at,
  decidedBy: null,
  decidedAt: null,
});

@Resolver()
export class StageBankStatementResolver {
  constructor(
    private readonly useCase: StageBankStatement,
    private readonly statements: BankStatements,
    private readonly database: Database,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => BankStatementPayload)
  async stageBankStatement(
    @Args('input') input: StageBankStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: await this.statements.find(this.database, statementId),
    }));
  }
}
