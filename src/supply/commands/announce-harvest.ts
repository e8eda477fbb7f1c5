import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Capacities, HarvestedLots, ManagedRecords } from '../../catalog/index';
import { Admissions, Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
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
import { landFor } from '../domain/announced-range';
import { ForwardSupplySteps } from '../storage/forward-supply-steps';
import { SupplyWork } from '../storage/supply-work';

@InputType()
export class AnnounceHarvestInput extends CommandInput {
  @Field(() => Id)
  productId!: string;

  @Field(() => Id, { description: 'Verified land of the producer, of the product’s crop, county and season' })
  capacityId!: string;

  @Field(() => AnnouncedHarvestInput)
  harvest!: AnnouncedHarvestInput;
}

/** 预计上市: a harvest to come. Its lower bound draws on the land beside the lots (I3), so that it can be promised. */
@Injectable()
export class AnnounceHarvest {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: Admissions,
    private readonly harvests: HarvestedLots,
    private readonly capacities: Capacities,
    private readonly supplies: ForwardSupplySteps,
    private readonly work: SupplyWork,
  ) {}

  execute(actor: Actor, input: AnnounceHarvestInput): Promise<Outcome<{ forwardSupplyId: string }>> {
    return this.commands.run({ operation: 'announceHarvest', actor, input }, async (tx) => {
      const { capacityId } = input;
      const product = await this.harvests.product(tx, actor, input.productId, ['productId']);
      const terms = termsOf(input.harvest, product.displayUnit, businessDateOf(tx.at));
      await this.admissions.requireAdmitted(tx, actor.organizationId, ['productId']);
      const land = landFor(terms, { supplierId: actor.organizationId, capacityId, product });
      await this.capacities.announce(tx, land.draw, land.hope, { ...land.paths, capacity: ['capacityId'] });
      const supply = await this.supplies.announce(tx, actor, product, capacityId, terms);
      await this.work.toCertify(tx, supply, terms.windowTo);
      return { forwardSupplyId: supply.id };
    });
  }
}

@Resolver()
export class AnnounceHarvestResolver {
  constructor(
    private readonly useCase: AnnounceHarvest,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ForwardSupplyPayload)
  async announceHarvest(
    @Args('input') input: AnnounceHarvestInput,
    @CurrentActor() actor: Actor,
  ): Promise<ForwardSupplyPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ forwardSupplyId }) => ({
      forwardSupply: await this.records.one(FORWARD_SUPPLIES, actor, forwardSupplyId),
    }));
  }
}
