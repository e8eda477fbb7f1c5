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
import { PayoutApproval } from '../storage/payout-approval';
import { PayoutStatements } from '../storage/payout-statements';
import { StatementReader } from '../storage/statement-reader';

@InputType({
  description:
    '审核, by another member than the one who calculated it: the money is promised and leaves no other way',
})
export class ApprovePayoutStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;
}

@Injectable()
export class ApprovePayoutStatement {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly approval: PayoutApproval,
  ) {}

  execute(actor: Actor, input: ApprovePayoutStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'approvePayoutStatement', actor, input }, async (tx) => {
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.approval.approve(tx, actor, statement);
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class ApprovePayoutStatementResolver {
  constructor(
    private readonly useCase: ApprovePayoutStatement,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async approvePayoutStatement(
    @Args('input') input: ApprovePayoutStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
