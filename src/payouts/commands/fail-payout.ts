import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
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
  description: '付款失败: the bank did not pay; the money is free again, and is calculated and approved anew',
})
export class FailPayoutInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => NoteText, { description: 'What the bank said' })
  note!: string;
}

@Injectable()
export class FailPayout {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly approval: PayoutApproval,
  ) {}

  execute(actor: Actor, input: FailPayoutInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'failPayout', actor, input }, async (tx) => {
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.approval.takeBack(tx, actor, statement, 'fail', input.note);
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class FailPayoutResolver {
  constructor(
    private readonly useCase: FailPayout,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async failPayout(
    @Args('input') input: FailPayoutInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
