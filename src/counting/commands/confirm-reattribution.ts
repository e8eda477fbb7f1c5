import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Tasks } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
} from '../../platform/index';
import { ReattributionReader } from '../api/reattribution-reader';
import { ReattributionPayload } from '../api/reattribution.type';
import { countingRefusals } from '../domain/counting.refusals';
import { CONFIRMING, reattributionStates } from '../domain/reattribution.states';
import { CountingEntries } from '../storage/counting-entries';
import { Reattribution } from '../storage/reattribution.entity';
import { Reattributions, type Plan } from '../storage/reattributions';
import { TargetOwners } from '../storage/target-owners';

@InputType()
export class ConfirmReattributionInput extends ChangeInput {
  @Field(() => Id)
  reattributionId!: string;
}

/** Another member confirms, or once the month is closed a verifier: what is left is reversed and counted anew for the other unit, and both target owners are told. */
@Injectable()
export class ConfirmReattribution {
  constructor(
    private readonly commands: Commands,
    private readonly reattributions: Reattributions,
    private readonly entries: CountingEntries,
    private readonly owners: TargetOwners,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmReattributionInput) {
    return this.commands.run({ operation: 'confirmReattribution', actor, input }, async (tx) => {
      const wish = await this.reattributions.lock(tx, actor, input.reattributionId);
      tx.expectVersion(wish, input.expectedVersion);
      const state = reattributionStates.next(wish.state, 'confirm');
      await this.reattributions.requireAnother(tx, actor, wish);
      await this.entries.lockOrder(tx, wish.orderId);
      const plan = await this.reattributions.plan(tx, wish.orderId, wish.toUnitId);
      requireRightConfirmer(actor, wish, plan);
      // First of all: the database books into a closed month what this transaction has decided, and nothing else.
      await tx.change(Reattribution, wish, { state, confirmedBy: actor.memberId, confirmedAt: tx.at });
      await this.reattributions.carryOut(tx, plan, wish.id);
      const touched = plan.moves.flatMap(({ entry, judgement }) => [
        ...(entry ? [entry.pairingId] : []),
        judgement.leaf.pairingId,
      ]);
      await this.owners.tell(tx, touched, wish.orderId);
      await this.tasks.close(tx, { subjectKind: 'Reattribution', subjectId: wish.id });
      await this.audit.record(tx, {
        actor,
        action: 'confirmReattribution',
        subjectKind: 'Reattribution',
        subjectId: wish.id,
        fromState: wish.state,
        toState: state,
        data: {
          orderId: wish.orderId,
          toUnitId: wish.toUnitId,
          periodIds: plan.months.closed.map(({ id }) => id),
        },
      });
      return { reattributionId: wish.id };
    });
  }
}

function requireRightConfirmer(actor: Actor, wish: Reattribution, { months }: Plan): void {
  const verifies = wish.buyerId !== actor.organizationId;
  if (months.closed.length > 0 && !verifies) refuse(countingRefusals.PERIOD_NEEDS_VERIFIER());
  if (months.closed.length === 0 && verifies) refuse(countingRefusals.BUYER_CONFIRMS());
}

@Resolver()
export class ConfirmReattributionResolver {
  constructor(
    private readonly useCase: ConfirmReattribution,
    private readonly reattributions: ReattributionReader,
  ) {}

  @Allow(...CONFIRMING)
  @Mutation(() => ReattributionPayload)
  async confirmReattribution(
    @Args('input') input: ConfirmReattributionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReattributionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ reattributionId }) => ({
      reattribution: await this.reattributions.visibleTo(actor, reattributionId),
    }));
  }
}
