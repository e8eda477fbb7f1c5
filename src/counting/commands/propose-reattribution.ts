import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  notFound,
  type Actor,
  type Tx,
} from '../../platform/index';
import { Orders } from '../../procurement/index';
import { ReattributionReader } from '../api/reattribution-reader';
import { ReattributionPayload } from '../api/reattribution.type';
import { countingRefusals } from '../domain/counting.refusals';
import { ATTRIBUTING } from '../domain/reattribution.states';
import { CountingEntries } from '../storage/counting-entries';
import { Reattribution } from '../storage/reattribution.entity';
import { ReattributionWork } from '../storage/reattribution-work';
import { Reattributions } from '../storage/reattributions';

@InputType()
export class ProposeReattributionInput extends CommandInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => Id, { description: 'The organization itself or one of its subordinate units' })
  toUnitId!: string;

  @Field(() => NoteText)
  reason!: string;
}

/** Locks, checks and writes the wish; what it would do is judged again when it is confirmed. */
@Injectable()
export class AttributionWishes {
  constructor(
    private readonly orders: Orders,
    private readonly organizations: Organizations,
    private readonly entries: CountingEntries,
    private readonly reattributions: Reattributions,
    private readonly asking: ReattributionWork,
  ) {}

  async write(tx: Tx, actor: Actor, input: ProposeReattributionInput): Promise<Reattribution> {
    const order = await this.orders.find(tx, input.orderId);
    if (order?.buyerId !== actor.organizationId) throw notFound(['orderId']);
    await this.organizations.requireOwnUnit(tx, actor, input.toUnitId, ['toUnitId']);
    const pair = { organizationId: actor.organizationId, unitId: order.unitId };
    const [own] = await this.organizations.areOwnUnits(tx, [pair]);
    // A contractor buys for a unit of another house: what it bought there stays there.
    if (!own) refuse(countingRefusals.UNIT_OF_ANOTHER_HOUSE(['orderId']));
    await this.entries.lockOrder(tx, order.id);
    const open = await tx.query(`SELECT id FROM reattributions WHERE order_id = $1 AND state = 'PROPOSED'`, [
      order.id,
    ]);
    if (open.length > 0) refuse(countingRefusals.REATTRIBUTION_OPEN(['orderId']));
    const { touched, months } = await this.reattributions.plan(tx, order.id, input.toUnitId);
    const wish: Reattribution = {
      id: randomUUID(),
      orderId: order.id,
      buyerId: order.buyerId,
      toUnitId: input.toUnitId,
      reason: input.reason,
      state: 'PROPOSED',
      proposedBy: actor.memberId,
      proposedAt: tx.at,
      confirmedBy: null,
      confirmedAt: null,
      version: 1,
    };
    await tx.add(Reattribution, wish);
    await this.asking.confirmation(tx, wish, touched, months.closed.length > 0);
    return wish;
  }
}

/** One member asks for another of the buyer's own units; another member, or once the month is closed a verifier, has to confirm it. */
@Injectable()
export class ProposeReattribution {
  constructor(
    private readonly commands: Commands,
    private readonly wishes: AttributionWishes,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ProposeReattributionInput) {
    return this.commands.run({ operation: 'proposeReattribution', actor, input }, async (tx) => {
      const wish = await this.wishes.write(tx, actor, input);
      await this.audit.record(tx, {
        actor,
        action: 'proposeReattribution',
        subjectKind: 'Reattribution',
        subjectId: wish.id,
        toState: wish.state,
        data: { orderId: wish.orderId, toUnitId: wish.toUnitId },
      });
      return { reattributionId: wish.id };
    });
  }
}

@Resolver()
export class ProposeReattributionResolver {
  constructor(
    private readonly useCase: ProposeReattribution,
    private readonly reattributions: ReattributionReader,
  ) {}

  @Allow(...ATTRIBUTING)
  @Mutation(() => ReattributionPayload)
  async proposeReattribution(
    @Args('input') input: ProposeReattributionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReattributionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ reattributionId }) => ({
      reattribution: await this.reattributions.visibleTo(actor, reattributionId),
    }));
  }
}
