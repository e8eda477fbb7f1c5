import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { formatQuantity, orRefused } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, Role } from '../../organizations/index';
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
  type Tx,
} from '../../platform/index';
import { Regions } from '../../regions/index';
import { RescueRoundPayload } from '../api/rescue-round.type';
import { rescueEvents, rescueStream } from '../domain/rescue.events';
import { rescueRefusals } from '../domain/rescue.refusals';
import { mostFen, readPacks } from '../domain/round-terms';
import { PartBudgets } from '../storage/part-budgets';
import { RescuePart, type RescueRound } from '../storage/rescue-round.entity';
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
}

/** A unit wants a part: its budget holds the most it can cost. When as much is wanted as there is, the round closes. */
@Injectable()
export class JoinRescueRound {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly book: RoundBook,
    private readonly budgets: PartBudgets,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: JoinRescueRoundInput): Promise<Outcome<{ roundId: string }>> {
    return this.commands.run({ operation: 'joinRescueRound', actor, input }, async (tx) => {
      const round = await this.book.lockOfBuyer(tx, actor, input.roundId);
      await this.organizations.requireOwnUnit(tx, actor, input.unitId, ['unitId']);
      const part = await this.partOf(tx, actor, round, input);
      const joinedBase = round.joinedBase + part.wantBase;
      const moved = await this.book.move(tx, round, 'join', actor, { joinedBase });
      await tx.add(RescuePart, part);
      await this.budgets.reserve(tx, part);
      if (moved.joinedBase >= moved.offeredBase)
        await this.events.publish(tx, {
          stream: rescueStream(round.id),
          kind: rescueEvents.full,
          payload: { roundId: round.id },
        });
      return { roundId: round.id };
    });
  }

  private async partOf(
    tx: Tx,
    actor: Actor,
    round: RescueRound,
    { unitId, want, least, deliveryCounty }: JoinRescueRoundInput,
  ): Promise<RescuePart> {
    if (round.closesAt <= tx.at) refuse(rescueRefusals.DEADLINE_PAST(['roundId']));
    if (round.supplierId === actor.organizationId) refuse(rescueRefusals.OWN_GOODS(['roundId']));
    if ((await this.book.parts(tx, round)).some((part) => part.unitId === unitId))
      refuse(rescueRefusals.JOINED_ALREADY(['unitId']));
    const wantBase = readPacks(want, round.unit, round.packBase, ['want']);
    // A part is shared out by what each wants: nobody gains by wanting more than there is.
    if (wantBase > round.offeredBase)
      refuse(
        rescueRefusals.LOT_SHORT({ available: formatQuantity(round.offeredBase, round.unit) }, ['want']),
      );
    const leastBase = least ? readPacks(least, round.unit, round.packBase, ['least']) : round.packBase;
    if (leastBase > wantBase) refuse(rescueRefusals.LEAST_ABOVE_WANT(['least']));
    const place = await this.regions.place(deliveryCounty, round.deliveryOn, tx);
    if (place?.level !== 'COUNTY') refuse(rescueRefusals.DELIVERY_COUNTY_UNKNOWN(['deliveryCounty']));
    return {
      id: randomUUID(),
      roundId: round.id,
      place: await this.book.nextPlace(tx, round),
      buyerId: actor.organizationId,
      unitId,
      memberId: actor.memberId,
      wantBase,
      leastBase,
      deliveryCounty,
      pairingChoice: null,
      reservedFen: orRefused(['want'], () => mostFen(round, wantBase)),
      joinedAt: tx.at,
      leftAt: null,
      givenBase: null,
      orderId: null,
    };
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
