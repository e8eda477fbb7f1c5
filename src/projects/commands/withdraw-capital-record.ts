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
import { CapitalRecordPayload } from '../api/capital.type';
import { PROJECT_HANDLERS } from '../api/project-readers';
import { CapitalBook } from '../storage/capital-book';
import { CapitalReader } from '../storage/capital-reader';

@InputType()
export class WithdrawCapitalRecordInput extends ChangeInput {
  @Field(() => Id)
  capitalRecordId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** Whoever submitted it takes it back before it is verified. */
@Injectable()
export class WithdrawCapitalRecord {
  constructor(
    private readonly commands: Commands,
    private readonly book: CapitalBook,
  ) {}

  execute(actor: Actor, input: WithdrawCapitalRecordInput): Promise<Outcome<{ recordId: string }>> {
    return this.commands.run({ operation: 'withdrawCapitalRecord', actor, input }, async (tx) => {
      const { record } = await this.book.lock(tx, actor, input.capitalRecordId);
      tx.expectVersion(record, input.expectedVersion);
      if (record.submitterId !== actor.organizationId) throw notFound(['capitalRecordId']);
      await this.book.move(tx, actor, record, 'withdraw', {
        action: 'withdrawCapitalRecord',
        note: input.note,
      });
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class WithdrawCapitalRecordResolver {
  constructor(
    private readonly useCase: WithdrawCapitalRecord,
    private readonly records: CapitalReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => CapitalRecordPayload)
  async withdrawCapitalRecord(
    @Args('input') input: WithdrawCapitalRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<CapitalRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      capitalRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
