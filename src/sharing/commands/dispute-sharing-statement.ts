import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { COORDINATORS } from '../../pairing/index';
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
import { SharingStatementPayload } from '../api/sharing.type';
import { StatementBook } from '../storage/statement-book';
import { SharingReader } from '../storage/sharing-reader';

@InputType()
export class DisputeSharingStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** A side does not sign, and says why; the statement is then drawn anew. */
@Injectable()
export class DisputeSharingStatement {
  constructor(
    private readonly commands: Commands,
    private readonly book: StatementBook,
  ) {}

  execute(actor: Actor, input: DisputeSharingStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'disputeSharingStatement', actor, input }, async (tx) => {
      const held = await this.book.lock(tx, actor, input.statementId);
      tx.expectVersion(held.statement, input.expectedVersion);
      await this.book.dispute(tx, actor, held, input.note);
      return { statementId: input.statementId };
    });
  }
}

@Resolver()
export class DisputeSharingStatementResolver {
  constructor(
    private readonly useCase: DisputeSharingStatement,
    private readonly reader: SharingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => SharingStatementPayload)
  async disputeSharingStatement(
    @Args('input') input: DisputeSharingStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<SharingStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: await this.reader.statement(actor, statementId),
    }));
  }
}
