import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, PageArgs, type Actor, type Page } from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { LISTINGS, ListingConnection, ListingStateEnum, ListingType } from '../api/listing.type';
import type { ListingState } from '../domain/listing.states';

@ArgsType()
export class BrowseManagedListingsArgs extends PageArgs {
  @Field(() => ListingStateEnum, { nullable: true })
  state?: ListingState | null;
}

/** As the supplier, the county above it and the platform see them; nobody else sees any. */
@Resolver()
export class BrowseManagedListings {
  constructor(private readonly records: ManagedRecords) {}

  @AllowSignedIn()
  @Query(() => ListingType)
  listing(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<ListingType> {
    return this.records.one(LISTINGS, actor, id);
  }

  @AllowSignedIn()
  @Query(() => ListingConnection)
  managedListings(
    @Args() args: BrowseManagedListingsArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ListingType>> {
    return this.records.page(LISTINGS, actor, args, {
      where: `($1::text IS NULL OR g.state = $1)`,
      values: [args.state ?? null],
    });
  }
}
