import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OperatingRecordPayload } from '../api/operating.type';
import { PROJECT_HANDLERS } from '../../projects/index';
import { OperatingBook } from '../storage/operating-book';
import { OperatingReader } from '../storage/operating-reader';

@InputType()
export class WithdrawOperatingRecordInput extends ChangeInput {
  @Field(() => Id)
  operatingRecordId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** Whoever submitted it takes it back before it is verified. */
@Injectable()
export class WithdrawOperatingRecord {
  constructor(
    private readonly commands: Commands,
    private readonly book: OperatingBook,
  ) {}

  execute(actor: Actor, input: WithdrawOperatingRecordInput): Promise<Outcome<{ recordId: string }>> {
    return this.commands.run({ operation: 'withdrawOperatingRecord', actor, input }, async (tx) => {
      const { record } = await this.book.lock(tx, actor, input.operatingRecordId);
      tx.expectVersion(record, input.expectedVersion);
      if (record.submitterId !== actor.organizationId) throw notFound(['operatingRecordId']);
      await this.book.move(tx, actor, record, 'withdraw', {
        action: 'withdrawOperatingRecord',
        note: input.note,
      });
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class WithdrawOperatingRecordResolver {
  constructor(
    private readonly useCase: WithdrawOperatingRecord,
    private readonly records: OperatingReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => OperatingRecordPayload)
  async withdrawOperatingRecord(
    @Args('input') input: WithdrawOperatingRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<OperatingRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      operatingRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
