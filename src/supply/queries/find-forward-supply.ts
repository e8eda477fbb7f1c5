import { Args, Query, Resolver } from '@nestjs/graphql';
import { ManagedRecords } from '../../catalog/index';
import { AllowSignedIn, CurrentActor, Id, notFound, type Actor } from '../../platform/index';
import { Regions } from '../../regions/index';
import { forwardSupplyOf } from '../api/forward-supply-record';
import { ForwardSupplyType } from '../api/forward-supply.type';
import { FORWARD_SUPPLIES, ManagedForwardSupplyType } from '../api/managed-forward-supply.type';
import { PublishedForwardSupplies } from '../storage/published-forward-supplies';

@Resolver()
export class FindForwardSupply {
  constructor(
    private readonly published: PublishedForwardSupplies,
    private readonly records: ManagedRecords,
    private readonly regions: Regions,
  ) {}

  @AllowSignedIn()
  @Query(() => ForwardSupplyType, { description: 'A harvest still to come of a supplier that may sell' })
  async forwardSupply(@Args('id', { type: () => Id }) id: string): Promise<ForwardSupplyType> {
    const row = await this.published.one(id);
    if (!row) throw notFound();
    return forwardSupplyOf(row, await this.regions.facts());
  }

  @AllowSignedIn()
  @Query(() => ManagedForwardSupplyType, {
    description: 'For its supplier, the county above it and the platform',
  })
  managedForwardSupply(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ManagedForwardSupplyType> {
    return this.records.one(FORWARD_SUPPLIES, actor, id);
  }
}
