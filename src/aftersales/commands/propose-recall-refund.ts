import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { RecallPayload } from '../api/recall.type';
import { RecallReader } from '../api/recall-reader';
import { recallRefusals } from '../domain/recall.refusals';
import { recallStates } from '../domain/recall.states';
import { RecallBook } from '../storage/recall-book';

@InputType()
export class ProposeRecallRefundInput extends ChangeInput {
  @Field(() => Id)
  recallId!: string;

  @Field(() => NoteText, { description: 'Why' })
  words!: string;
}

/** One person of the platform proposes that all buyers of a recall get their money back; once every order of it was looked up. */
@Injectable()
export class ProposeRecallRefund {
  constructor(
    private readonly commands: Commands,
    private readonly recalls: RecallBook,
  ) {}

  execute(actor: Actor, input: ProposeRecallRefundInput): Promise<Outcome<{ recallId: string }>> {
    return this.commands.run({ operation: 'proposeRecallRefund', actor, input }, async (tx) => {
      const recall = await this.recalls.lock(tx, input.recallId);
      tx.expectVersion(recall, input.expectedVersion);
      recallStates.next(recall.state, 'proposeRecallRefund', ['recallId']);
      if (!(await this.recalls.isGathered(tx, recall.id)))
        refuse(recallRefusals.RECALL_GATHERING(['recallId']));
      const proposed = { words: input.words, proposedBy: actor.memberId, proposedAt: tx.at };
      await this.recalls.move(tx, recall, 'proposeRecallRefund', actor, proposed);
      return { recallId: recall.id };
    });
  }
}

@Resolver()
export class ProposeRecallRefundResolver {
  constructor(
    private readonly useCase: ProposeRecallRefund,
    private readonly recalls: RecallReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => RecallPayload)
  async proposeRecallRefund(
    @Args('input') input: ProposeRecallRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecallPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recallId }) => ({
      lotRecall: await this.recalls.visibleTo(actor, recallId),
    }));
  }
}
