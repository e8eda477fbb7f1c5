import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Database,
  Events,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { BankStatementPayload } from '../api/bank-statement.type';
import { STATEMENT_BOOKED, statementStream } from '../domain/banking.events';
import { statementStates } from '../domain/statement.states';
import { BankStatements } from '../storage/bank-statements';
import { StatementChecking } from '../storage/statement-checking';

@InputType()
export class ConfirmBankStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;
}

/** The lines no earlier statement brought are booked, all of them in one transaction; what they are is found out after it. */
@Injectable()
export class ConfirmBankStatement {
  constructor(
    private readonly commands: Commands,
    private readonly statements: BankStatements,
    private readonly checking: StatementChecking,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: ConfirmBankStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'confirmBankStatement', actor, input }, async (tx) => {
      const statement = await this.statements.lockWanted(tx, input.statementId);
      tx.expectVersion(statement, input.expectedVersion);
      statementStates.next(statement.state, 'book', ['statementId']);
      const booked = await this.checking.book(tx, statement);
      await this.statements.move(tx, statement, 'book', actor, booked);
      const statementId = statement.id;
      await this.events.publish(tx, {
        stream: statementStream(statementId),
        kind: STATEMENT_BOOKED,
        payload: { statementId },
      });
      return { statementId };
    });
  }
}

@Resolver()
export class ConfirmBankStatementResolver {
  constructor(
    private readonly useCase: ConfirmBankStatement,
    private readonly statements: BankStatements,
    private readonly database: Database,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => BankStatementPayload)
  async confirmBankStatement(
    @Args('input') input: ConfirmBankStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<BankStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: await this.statements.find(this.database, statementId),
    }));
  }
}
