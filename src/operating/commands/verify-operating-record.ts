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
import { OperatingRecordPayload } from '../api/operating.type';
import { OperatingBook } from '../storage/operating-book';
import { OperatingReader } from '../storage/operating-reader';
import { OperatingVerification } from '../storage/operating-verification';

@InputType()
export class VerifyOperatingRecordInput extends ChangeInput {
  @Field(() => Id)
  operatingRecordId!: string;

  @Field(() => Password, { description: 'The verifier’s password, asked for again' })
  password!: string;
}

/** One of the two who vouch for it; with the second it counts, in the place of what it corrects. */
@Injectable()
export class VerifyOperatingRecord {
  constructor(
    private readonly commands: Commands,
    private readonly book: OperatingBook,
    private readonly verification: OperatingVerification,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: VerifyOperatingRecordInput): Promise<Outcome<{ recordId: string }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'verifyOperatingRecord', actor, input, before }, async (tx) => {
      const { project, record } = await this.book.lock(tx, actor, input.operatingRecordId);
      tx.expectVersion(record, input.expectedVersion);
      await this.verification.verify(tx, actor, project, record);
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class VerifyOperatingRecordResolver {
  constructor(
    private readonly useCase: VerifyOperatingRecord,
    private readonly records: OperatingReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => OperatingRecordPayload)
  async verifyOperatingRecord(
    @Args('input') input: VerifyOperatingRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<OperatingRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      operatingRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
