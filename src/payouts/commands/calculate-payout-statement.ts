import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PayoutStatementPayload } from '../api/payout-statement.type';
import { shownStatement } from '../api/shown-statement';
import { PayoutCalculation } from '../storage/payout-calculation';
import { PayoutStatements } from '../storage/payout-statements';
import { StatementReader } from '../storage/statement-reader';

@InputType({ description: '核算: freezes lines and amounts; another member approves them' })
export class CalculatePayoutStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;
}

@Injectable()
export class CalculatePayoutStatement {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly calculation: PayoutCalculation,
  ) {}

  execute(actor: Actor, input: CalculatePayoutStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'calculatePayoutStatement', actor, input }, async (tx) => {
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.calculation.calculate(tx, actor, statement);
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class CalculatePayoutStatementResolver {
  constructor(
    private readonly useCase: CalculatePayoutStatement,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async calculatePayoutStatement(
    @Args('input') input: CalculatePayoutStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
