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
import { ConnectPart } from '../storage/connect-part';
import { PayoutStatements } from '../storage/payout-statements';
import { StatementReader } from '../storage/statement-reader';

@InputType({ description: '重试 Stripe 付款: what two people approved is asked of Stripe once more' })
export class RetryConnectPayoutInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;
}

@Injectable()
export class RetryConnectPayout {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly part: ConnectPart,
  ) {}

  execute(actor: Actor, input: RetryConnectPayoutInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'retryConnectPayout', actor, input }, async (tx) => {
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.part.retry(tx, actor, statement);
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class RetryConnectPayoutResolver {
  constructor(
    private readonly useCase: RetryConnectPayout,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async retryConnectPayout(
    @Args('input') input: RetryConnectPayoutInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
