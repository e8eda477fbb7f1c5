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
import { OperatingRecordPayload } from '../api/operating.type';
import { OperatingBook } from '../storage/operating-book';
import { OperatingReader } from '../storage/operating-reader';
import { OperatingVerification } from '../storage/operating-verification';

@InputType()
export class RejectOperatingRecordInput extends ChangeInput {
  @Field(() => Id)
  operatingRecordId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** Whoever may verify it does not believe it; it never counts. */
@Injectable()
export class RejectOperatingRecord {
  constructor(
    private readonly commands: Commands,
    private readonly book: OperatingBook,
    private readonly verification: OperatingVerification,
  ) {}

  execute(actor: Actor, input: RejectOperatingRecordInput): Promise<Outcome<{ recordId: string }>> {
    return this.commands.run({ operation: 'rejectOperatingRecord', actor, input }, async (tx) => {
      const { project, record } = await this.book.lock(tx, actor, input.operatingRecordId);
      tx.expectVersion(record, input.expectedVersion);
      await this.verification.reject(tx, actor, { project, record, note: input.note });
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class RejectOperatingRecordResolver {
  constructor(
    private readonly useCase: RejectOperatingRecord,
    private readonly records: OperatingReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => OperatingRecordPayload)
  async rejectOperatingRecord(
    @Args('input') input: RejectOperatingRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<OperatingRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      operatingRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
