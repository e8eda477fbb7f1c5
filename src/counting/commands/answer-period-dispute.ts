import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
} from '../../platform/index';
import { CountingDisputePayload, FILES } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';
import { disputeStates } from '../domain/dispute.states';
import { CountingDispute } from '../storage/counting-dispute.entity';
import { DisputeDesk } from '../storage/dispute-desk';
import { DisputeWork, otherSide } from '../storage/dispute-work';
import { Disputes } from '../storage/disputes';

@InputType()
export class AnswerPeriodDisputeInput extends ChangeInput {
  @Field(() => Id)
  disputeId!: string;

  @Field(() => NoteText)
  words!: string;

  @Field(() => [Id], { defaultValue: [], description: FILES })
  fileIds!: string[];
}

/** Either side speaks; when it is the one that was waited for, the other has to speak next. */
@Injectable()
export class AnswerPeriodDispute {
  constructor(
    private readonly commands: Commands,
    private readonly desk: DisputeDesk,
    private readonly disputes: Disputes,
    private readonly work: DisputeWork,
  ) {}

  execute(actor: Actor, input: AnswerPeriodDisputeInput) {
    return this.commands.run({ operation: 'answerPeriodDispute', actor, input }, async (tx) => {
      const { agreement, side } = await this.desk.of(tx, actor, input.disputeId);
      const dispute = await this.desk.lockRow(tx, input.disputeId);
      tx.expectVersion(dispute, input.expectedVersion);
      const turn = turnOf(dispute, side);
      const spoken = await tx.change(CountingDispute, dispute, {
        state: turn ?? dispute.state,
        ...(turn ? { waitsSince: tx.at, reminded: false } : {}),
      });
      await this.disputes.addWords(tx, dispute.id, { actor, side, agreement }, input);
      if (turn) await this.work.waitsFor(tx, spoken, agreement, otherSide(side));
      else await this.work.spoken(tx, spoken, agreement, side);
      await this.desk.step(tx, actor, 'answerPeriodDispute', spoken, dispute.state);
      return { disputeId: dispute.id };
    });
  }
}

/** The state the words lead to; null: it was not this side's turn, or the level above has been asked. */
function turnOf(dispute: CountingDispute, side: CountingDispute['side']): CountingDispute['state'] | null {
  if (dispute.state === 'ESCALATED') return null;
  if (dispute.state === 'ANSWERED')
    return side === dispute.side ? disputeStates.next(dispute.state, 'reply') : null;
  const answered = disputeStates.next(dispute.state, 'answer');
  return side === dispute.side ? null : answered;
}

@Resolver()
export class AnswerPeriodDisputeResolver {
  constructor(
    private readonly useCase: AnswerPeriodDispute,
    private readonly disputes: DisputeReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => CountingDisputePayload)
  async answerPeriodDispute(
    @Args('input') input: AnswerPeriodDisputeInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingDisputePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disputeId }) => ({
      dispute: await this.disputes.visibleTo(actor, disputeId),
    }));
  }
}
