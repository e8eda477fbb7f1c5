import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, SamePerson } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  Events,
  type Tx,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RecallPayload } from '../api/recall.type';
import { RecallReader } from '../api/recall-reader';
import { recallRefusals } from '../domain/recall.refusals';
import { RECALL_CONFIRMED, recallStates } from '../domain/recall.states';
import type { LotRecall } from '../storage/lot-recall.entity';
import { RecallBook } from '../storage/recall-book';

@InputType()
export class ConfirmRecallRefundInput extends ChangeInput {
  @Field(() => Id)
  recallId!: string;
}

/** By another than who recalled the lot and who proposed the refund: all cases of the recall are refunded, 50 a transaction. */
@Injectable()
export class ConfirmRecallRefund {
  constructor(
    private readonly commands: Commands,
    private readonly recalls: RecallBook,
    private readonly samePerson: SamePerson,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: ConfirmRecallRefundInput): Promise<Outcome<{ recallId: string }>> {
    return this.commands.run({ operation: 'confirmRecallRefund', actor, input }, async (tx) => {
      const recall = await this.recalls.lock(tx, input.recallId);
      tx.expectVersion(recall, input.expectedVersion);
      recallStates.next(recall.state, 'confirmRecallRefund', ['recallId']);
      await this.requireAnother(tx, recall, actor);
      const decided = { decidedBy: actor.memberId, decidedAt: tx.at, dueOn: null };
      await this.recalls.move(tx, recall, 'confirmRecallRefund', actor, decided);
      const payload = { recallId: recall.id };
      await this.events.publish(tx, { stream: `recall:${recall.id}`, kind: RECALL_CONFIRMED, payload });
      return { recallId: recall.id };
    });
  }

  private async requireAnother(tx: Tx, { proposedBy, recalledBy }: LotRecall, actor: Actor): Promise<void> {
    const others = [proposedBy, recalledBy].filter((id) => id !== null);
    if (await this.samePerson.isAmong(tx, actor.memberId, others))
      refuse(recallRefusals.RECALL_FOUR_EYES(['recallId']));
  }
}

@Resolver()
export class ConfirmRecallRefundResolver {
  constructor(
    private readonly useCase: ConfirmRecallRefund,
    private readonly recalls: RecallReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => RecallPayload)
  async confirmRecallRefund(
    @Args('input') input: ConfirmRecallRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RecallPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ recallId }) => ({
      lotRecall: await this.recalls.visibleTo(actor, recallId),
    }));
  }
}
