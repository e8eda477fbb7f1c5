import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Events,
  Id,
  QuantityInput,
  RegionCode,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RescueRoundPayload } from '../api/rescue-round.type';
import { rescueEvents, rescueStream } from '../domain/rescue.events';
import { PartAcceptance } from '../storage/part-acceptance';
import { PartBudgets } from '../storage/part-budgets';
import { PartChannels } from '../storage/part-channels';
import { RescuePart } from '../storage/rescue-round.entity';
import { RoundBook } from '../storage/round-book';
import { RoundReader } from '../storage/round-reader';

@InputType()
export class JoinRescueRoundInput extends CommandInput {
  @Field(() => Id)
  roundId!: string;

  @Field(() => Id, { description: 'One’s own organization or one of its units: its budget pays' })
  unitId!: string;

  @Field(() => QuantityInput)
  want!: QuantityInput;

  @Field(() => QuantityInput, {
    nullable: true,
    description: 'Less is of no use; a pack where nothing is said',
  })
  least?: QuantityInput | null;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => Id, {
    nullable: true,
    description: 'Needed for the order to count where two pairings cover it equally',
  })
  pairingChoice?: string | null;

  @Field(() => Id, {
    nullable: true,
    description:
      'A sales channel: the goods then have to stand under a help-sell mandate signed before, now and when the round closes',
  })
  channelId?: string | null;
}

/** A unit wants a part: its budget holds the most it can cost. When as much is wanted as there is, the round closes. */
@Injectable()
export class JoinRescueRound {
  constructor(
    private readonly commands: Commands,
    private readonly book: RoundBook,
    private readonly acceptance: PartAcceptance,
    private readonly budgets: PartBudgets,
    private readonly channels: PartChannels,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: JoinRescueRoundInput): Promise<Outcome<{ roundId: string }>> {
    return this.commands.run({ operation: 'joinRescueRound', actor, input }, async (tx) => {
      const round = await this.book.lockOfBuyer(tx, actor, input.roundId);
      const part = await this.acceptance.accept(tx, actor, round, input);
      await this.channels.requireOpen(tx, part);
      const joinedBase = round.joinedBase + part.wantBase;
      const moved = await this.book.move(tx, round, 'join', actor, { joinedBase });
      await tx.add(RescuePart, part);
      await this.budgets.reserve(tx, part);
      await this.channels.requireCovered(tx, moved, part);
      if (moved.joinedBase >= moved.offeredBase)
        await this.events.publish(tx, {
          stream: rescueStream(round.id),
          kind: rescueEvents.full,
          payload: { roundId: round.id },
        });
      return { roundId: round.id };
    });
  }
}

@Resolver()
export class JoinRescueRoundResolver {
  constructor(
    private readonly useCase: JoinRescueRound,
    private readonly rounds: RoundReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => RescueRoundPayload)
  async joinRescueRound(
    @Args('input') input: JoinRescueRoundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RescueRoundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ roundId }) => ({
      rescueRound: await this.rounds.visibleTo(actor, roundId),
    }));
  }
}
