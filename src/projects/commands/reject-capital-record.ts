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
import { CapitalRecordPayload } from '../api/capital.type';
import { CapitalBook } from '../storage/capital-book';
import { CapitalReader } from '../storage/capital-reader';
import { CapitalVerification } from '../storage/capital-verification';

@InputType()
export class RejectCapitalRecordInput extends ChangeInput {
  @Field(() => Id)
  capitalRecordId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** Whoever may verify it does not believe it; it never counts. */
@Injectable()
export class RejectCapitalRecord {
  constructor(
    private readonly commands: Commands,
    private readonly book: CapitalBook,
    private readonly verification: CapitalVerification,
  ) {}

  execute(actor: Actor, input: RejectCapitalRecordInput): Promise<Outcome<{ recordId: string }>> {
    return this.commands.run({ operation: 'rejectCapitalRecord', actor, input }, async (tx) => {
      const { project, record } = await this.book.lock(tx, actor, input.capitalRecordId);
      tx.expectVersion(record, input.expectedVersion);
      await this.verification.reject(tx, actor, { project, record, note: input.note });
      return { recordId: record.id };
    });
  }
}

@Resolver()
export class RejectCapitalRecordResolver {
  constructor(
    private readonly useCase: RejectCapitalRecord,
    private readonly records: CapitalReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => CapitalRecordPayload)
  async rejectCapitalRecord(
    @Args('input') input: RejectCapitalRecordInput,
    @CurrentActor() actor: Actor,
  ): Promise<CapitalRecordPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recordId }) => ({
      capitalRecord: await this.records.visibleTo(actor, recordId),
    }));
  }
}
