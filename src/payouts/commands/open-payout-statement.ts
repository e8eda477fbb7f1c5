import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PayoutStatementPayload } from '../api/payout-statement.type';
import { shownStatement } from '../api/shown-statement';
import { StatementOpening } from '../storage/statement-opening';
import { StatementReader } from '../storage/statement-reader';

@InputType({
  description:
    '开立结算单: of the period that runs, up to now; what comes later stands in the next one. Once a period is over they open by themselves',
})
export class OpenPayoutStatementInput extends CommandInput {
  @Field(() => Id)
  supplierId!: string;
}

@Injectable()
export class OpenPayoutStatement {
  constructor(
    private readonly commands: Commands,
    private readonly opening: StatementOpening,
  ) {}

  execute(actor: Actor, input: OpenPayoutStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'openPayoutStatement', actor, input }, async (tx) => ({
      statementId: await this.opening.ofRunningPeriod(tx, actor, input.supplierId),
    }));
  }
}

@Resolver()
export class OpenPayoutStatementResolver {
  constructor(
    private readonly useCase: OpenPayoutStatement,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async openPayoutStatement(
    @Args('input') input: OpenPayoutStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
