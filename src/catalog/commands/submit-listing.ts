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
export class SubmitListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;
}

/** The supplier hands the listing to the platform for review. */
@Injectable()
export class SubmitListing {
  constructor(
    private readonly commands: Commands,
    private readonly listings: ListingSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: SubmitListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'submitListing', actor, input }, async (tx) => {
      const listing = await this.listings.owned(tx, actor, input);
      const next = await this.listings.take(tx, actor, {
        listing,
        verb: 'submit',
        action: 'submitListing',
        changes: { submittedBy: actor.memberId },
      });
      await this.work.done(tx, 'Listing', listing.id);
      await this.work.forPlatform(tx, {
        kind: 'REVIEW_LISTING',
        subjectKind: 'Listing',
        subjectId: listing.id,
      });
      return { listingId: next.id };
    });
  }
}

@Resolver()
export class SubmitListingResolver {
  constructor(
    private readonly useCase: SubmitListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ListingPayload)
  async submitListing(
    @Args('input') input: SubmitListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
