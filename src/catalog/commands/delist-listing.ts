import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { LISTINGS } from '../api/listing.type';
import { ManagedRecords } from '../api/managed-records';
import { ListingPayload } from '../api/payloads.type';
import { CatalogWork } from '../storage/catalog-work';
import { ListingSteps } from '../storage/listing-steps';

@InputType()
export class DelistListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;
}

/** For good: the goods come back only under a new listing. */
@Injectable()
export class DelistListing {
  constructor(
    private readonly commands: Commands,
    private readonly listings: ListingSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: DelistListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'delistListing', actor, input }, async (tx) => {
      const platform = actor.organizationKind === 'PLATFORM_OPERATIONS';
      const listing = platform
        ? await this.listings.seen(tx, input)
        : await this.listings.owned(tx, actor, input);
      await this.listings.take(tx, actor, { listing, verb: 'delist', action: 'delistListing' });
      await this.work.done(tx, 'Listing', listing.id);
      return { listingId: listing.id };
    });
  }
}

@Resolver()
export class DelistListingResolver {
  constructor(
    private readonly useCase: DelistListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER, Role.PLATFORM_OPS)
  @Mutation(() => ListingPayload)
  async delistListing(
    @Args('input') input: DelistListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
