import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, Role, SigningPassword } from '../../organizations/index';
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
import { CapitalRecordPayload } from '../api/capital.type';
import { CapitalBook } from '../storage/capital-book';
import { CapitalReader } from '../storage/capital-reader';
import { CapitalVerification } from '../storage/capital-verification';

@InputType()
export class VerifyCapitalRecordInput extends ChangeInput {
  @Field(() => Id)
  capitalRecordId!: string;

  @Field(() => Password, { description: 'The verifier’s password, asked for again' })
  password!: string;
}

/** One of the two who vouch for it; with the second it moves the paid-in capital of its project. */
@Injectable()
export class VerifyCapitalRecord {
  constructor(
    private readonly commands: Commands,
    private readonly book: CapitalBook,
    private readonly verification: CapitalVerification,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: VerifyCapitalRecordInput): Promise<Outcome<{ recordId: string }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'verifyCapitalRecord', actor, input, before }, async (tx) => {
      const { project, record } = await this.book.lock(tx, actor, input.capitalRecordId);
      tx.expectVersion(record, input.expectedVersion);
      await this.verification.verify(tx, actor, project, record);
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class VerifyCapitalRecordResolver {
  constructor(
    private readonly useCase: VerifyCapitalRecord,
    private readonly records: CapitalReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => CapitalRecordPayload)
  async verifyCapitalRecord(
    @Args('input') input: VerifyCapitalRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<CapitalRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      capitalRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
