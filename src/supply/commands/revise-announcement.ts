import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Capacities, HarvestedLots, ManagedRecords } from '../../catalog/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AnnouncedHarvestInput, termsOf } from '../api/announced-harvest.input';
import { FORWARD_SUPPLIES, ForwardSupplyPayload } from '../api/managed-forward-supply.type';
import { heldOf, landFor } from '../domain/announced-range';
import { forwardSupplyStates } from '../domain/forward-supply.states';
import { requireCovered } from '../storage/announced-stock';
import { ForwardSupplySteps } from '../storage/forward-supply-steps';
import { SupplyWork } from '../storage/supply-work';

@InputType()
export class ReviseAnnouncementInput extends ChangeInput {
  @Field(() => Id)
  forwardSupplyId!: string;

  @Field(() => AnnouncedHarvestInput, { description: 'All of it anew' })
  harvest!: AnnouncedHarvestInput;
}

/** The harvest looks different now: a new version, the land kept for it follows; never below what is reserved. */
@Injectable()
export class ReviseAnnouncement {
  constructor(
    private readonly commands: Commands,
    private readonly harvests: HarvestedLots,
    private readonly capacities: Capacities,
    private readonly supplies: ForwardSupplySteps,
    private readonly work: SupplyWork,
  ) {}

  execute(actor: Actor, input: ReviseAnnouncementInput): Promise<Outcome<{ forwardSupplyId: string }>> {
    return this.commands.run({ operation: 'reviseAnnouncement', actor, input }, async (tx) => {
      const held = await this.supplies.owned(tx, actor, input);
      const { supply, stock } = held;
      forwardSupplyStates.next(supply.state, 'revise', ['forwardSupplyId']);
      const product = await this.harvests.product(tx, actor, supply.productId, ['forwardSupplyId']);
      const terms = termsOf(input.harvest, product.displayUnit, businessDateOf(tx.at));
      requireCovered(stock, heldOf(terms.lowerBase, stock.certifiedBase), product.displayUnit, [
        'harvest',
        'lower',
      ]);
      const { capacityId } = supply;
      const land = landFor(terms, { supplierId: supply.supplierId, capacityId, product }, stock);
      const paths = { ...land.paths, capacity: ['harvest', 'windowFrom'] };
      await this.capacities.announce(tx, land.draw, land.hope, paths);
      await this.supplies.revise(tx, actor, held, terms);
      await this.work.toCertify(tx, supply, terms.windowTo);
      return { forwardSupplyId: supply.id };
    });
  }
}

@Resolver()
export class ReviseAnnouncementResolver {
  constructor(
    private readonly useCase: ReviseAnnouncement,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ForwardSupplyPayload)
  async reviseAnnouncement(
    @Args('input') input: ReviseAnnouncementInput,
    @CurrentActor() actor: Actor,
  ): Promise<ForwardSupplyPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ forwardSupplyId }) => ({
      forwardSupply: await this.records.one(FORWARD_SUPPLIES, actor, forwardSupplyId),
    }));
  }
}
