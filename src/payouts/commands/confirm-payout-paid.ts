import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  Timestamp,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PayoutStatementPayload } from '../api/payout-statement.type';
import { shownStatement } from '../api/shown-statement';
import { PayoutApproval } from '../storage/payout-approval';
import { PayoutSeen } from '../storage/payout-seen';
import { PayoutStatements } from '../storage/payout-statements';
import { StatementReader } from '../storage/statement-reader';

@InputType({ description: '确认已付: the bank has paid it' })
export class ConfirmPayoutPaidInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => ShortText, { description: 'The bank’s reference of the outgoing transfer' })
  bankReference!: string;

  @Field(() => Timestamp)
  paidAt!: string;
}

@Injectable()
export class ConfirmPayoutPaid {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly approval: PayoutApproval,
    private readonly seen: PayoutSeen,
  ) {}

  execute(actor: Actor, input: ConfirmPayoutPaidInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'confirmPayoutPaid', actor, input }, async (tx) => {
      const { bankReference } = input;
      const paidAt = new Date(input.paidAt);
      await this.seen.requireUntold(tx, input.statementId, paidAt);
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      const { memberId } = actor;
      await this.approval.confirm(tx, actor, statement, { bankReference, paidAt, memberId });
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class ConfirmPayoutPaidResolver {
  constructor(
    private readonly useCase: ConfirmPayoutPaid,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async confirmPayoutPaid(
    @Args('input') input: ConfirmPayoutPaidInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
