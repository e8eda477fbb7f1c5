import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  businessDateOf,
  Clock,
  CurrentActor,
  PageArgs,
  type Actor,
  type Page,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { LotConnection, MANAGED_LOTS } from '../api/managed-lots';
import { LotStateEnum, LotType } from '../api/lot.type';
import type { LotState } from '../domain/lot.states';

@ArgsType()
export class BrowseManagedLotsArgs extends PageArgs {
  @Field(() => LotStateEnum, { nullable: true })
  state?: LotState | null;
}

/** As the supplier, the county above it and the platform see them; nobody else sees any. */
@Resolver()
export class BrowseManagedLots {
  constructor(
    private readonly records: ManagedRecords,
    private readonly clock: Clock,
  ) {}

  @AllowSignedIn()
  @Query(() => LotConnection)
  managedLots(@Args() args: BrowseManagedLotsArgs, @CurrentActor() actor: Actor): Promise<Page<LotType>> {
    return this.records.page(MANAGED_LOTS, actor, args, {
      where: '$1::date IS NOT NULL AND ($2::text IS NULL OR l.state = $2)',
      values: [businessDateOf(this.clock.now()), args.state ?? null],
    });
  }
}
