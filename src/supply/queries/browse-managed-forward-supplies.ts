import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { ManagedRecords } from '../../catalog/index';
import { AllowSignedIn, CurrentActor, PageArgs, type Actor, type Page } from '../../platform/index';
import { ForwardSupplyStateEnum } from '../api/forward-supply.type';
import {
  FORWARD_SUPPLIES,
  ManagedForwardSupplyConnection,
  type ManagedForwardSupplyType,
} from '../api/managed-forward-supply.type';
import type { ForwardSupplyState } from '../domain/forward-supply.states';

@ArgsType()
export class BrowseManagedForwardSuppliesArgs extends PageArgs {
  @Field(() => ForwardSupplyStateEnum, { nullable: true })
  state?: ForwardSupplyState | null;
}

/** As the supplier, the county above it and the platform see them; nobody else sees any. */
@Resolver()
export class BrowseManagedForwardSupplies {
  constructor(private readonly records: ManagedRecords) {}

  @AllowSignedIn()
  @Query(() => ManagedForwardSupplyConnection)
  managedForwardSupplies(
    @Args() args: BrowseManagedForwardSuppliesArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ManagedForwardSupplyType>> {
    return this.records.page(FORWARD_SUPPLIES, actor, args, {
      where: '($1::text IS NULL OR f.state = $1)',
      values: [args.state ?? null],
    });
  }
}
