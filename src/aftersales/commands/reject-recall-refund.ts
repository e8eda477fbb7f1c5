import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { RecallPayload } from '../api/recall.type';
import { RecallReader } from '../api/recall-reader';
import { RecallBook } from '../storage/recall-book';

@InputType()
export class RejectRecallRefundInput extends ChangeInput {
  @Field(() => Id)
  recallId!: string;
}

/** Rejected by another, or withdrawn by who proposed it; another proposal may follow. */
@Injectable()
export class RejectRecallRefund {
  constructor(
    private readonly commands: Commands,
    private readonly recalls: RecallBook,
  ) {}

  execute(actor: Actor, input: RejectRecallRefundInput): Promise<Outcome<{ recallId: string }>> {
    return this.commands.run({ operation: 'rejectRecallRefund', actor, input }, async (tx) => {
      const recall = await this.recalls.lock(tx, input.recallId);
      tx.expectVersion(recall, input.expectedVersion);
      const open = { words: null, proposedBy: null, proposedAt: null };
      await this.recalls.move(tx, recall, 'rejectRecallRefund', actor, open);
      return { recallId: recall.id };
    });
  }
}

@Resolver()
export class RejectRecallRefundResolver {
  constructor(
    private readonly useCase: RejectRecallRefund,
    private readonly recalls: RecallReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => RecallPayload)
  async rejectRecallRefund(
    @Args('input') input: RejectRecallRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecallPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recallId }) => ({
      lotRecall: await this.recalls.visibleTo(actor, recallId),
    }));
  }
}
