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

@InputType({ description: '退回: what was frozen or promised is free again, and is calculated anew' })
export class ReopenPayoutStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

@Injectable()
export class ReopenPayoutStatement {
  constructor(
    private readonly commands: Commands,
    private readonly statements: PayoutStatements,
    private readonly approval: PayoutApproval,
  ) {}

  execute(actor: Actor, input: ReopenPayoutStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'reopenPayoutStatement', actor, input }, async (tx) => {
      const statement = await this.statements.lock(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.approval.takeBack(tx, actor, statement, 'reopen', input.note);
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class ReopenPayoutStatementResolver {
  constructor(
    private readonly useCase: ReopenPayoutStatement,
    private readonly reader: StatementReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => PayoutStatementPayload)
  async reopenPayoutStatement(
    @Args('input') input: ReopenPayoutStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PayoutStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: shownStatement(actor, await this.reader.visibleTo(actor, statementId)),
    }));
  }
}
