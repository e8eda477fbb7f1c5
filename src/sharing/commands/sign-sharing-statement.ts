import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, SigningPassword } from '../../organizations/index';
import { COORDINATORS } from '../../pairing/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SharingStatementPayload } from '../api/sharing.type';
import { StatementBook } from '../storage/statement-book';
import { SharingReader } from '../storage/sharing-reader';

@InputType()
export class SignSharingStatementInput extends ChangeInput {
  @Field(() => Id)
  statementId!: string;

  @Field(() => ShortText, { description: 'Hash of what the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** One side signs the statement it has read; refused where its records have changed since. */
@Injectable()
export class SignSharingStatement {
  constructor(
    private readonly commands: Commands,
    private readonly book: StatementBook,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: SignSharingStatementInput): Promise<Outcome<{ statementId: string }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signSharingStatement', actor, input, before }, async (tx) => {
      const held = await this.book.lock(tx, actor, input.statementId);
      tx.expectVersion(held.statement, input.expectedVersion);
      await this.book.sign(tx, actor, held, input.sha256);
      return { statementId: input.statementId };
    });
  }
}

@Resolver()
export class SignSharingStatementResolver {
  constructor(
    private readonly useCase: SignSharingStatement,
    private readonly reader: SharingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => SharingStatementPayload)
  async signSharingStatement(
    @Args('input') input: SignSharingStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<SharingStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: await this.reader.statement(actor, statementId),
    }));
  }
}
