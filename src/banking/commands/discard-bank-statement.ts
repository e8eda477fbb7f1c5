import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BankStatementPayload } from '../api/bank-statement.type';
import { BankStatements } from '../storage/bank-statements';

@InputType()
export class DiscardBankStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;
}

/** A staged statement is given up; nothing of it was booked. */
@Injectable()
export class DiscardBankStatement {
  constructor(
    private readonly commands: Commands,
    private readonly statements: BankStatements,
  ) {}

  execute(actor: Actor, input: DiscardBankStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'discardBankStatement', actor, input }, async (tx) => {
      const statement = await this.statements.lockWanted(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      await this.statements.move(tx, statement, 'discard', actor);
      return { statementId: statement.id };
    });
  }
}

@Resolver()
export class DiscardBankStatementResolver {
  constructor(
    private readonly useCase: DiscardBankStatement,
    private readonly statements: BankStatements,
    private readonly database: Database,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => BankStatementPayload)
  async discardBankStatement(
    @Args('input') input: DiscardBankStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: await this.statements.find(this.database, statementId),
    }));
  }
}
