import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Notices, Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
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
export class ReturnListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;

  @Field(() => NoteText, { description: 'What has to be mended' })
  reason!: string;
}

/** Back to the supplier, with what has to be mended. */
@Injectable()
export class ReturnListing {
  constructor(
    private readonly commands: Commands,
    private readonly listings: ListingSteps,
    private readonly notices: Notices,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: ReturnListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'returnListing', actor, input }, async (tx) => {
      const listing = await this.listings.seen(tx, input);
      await this.listings.take(tx, actor, { listing, verb: 'return', action: 'returnListing' });
      await this.work.done(tx, 'Listing', listing.id);
      const subject = { subjectKind: 'Listing', subjectId: listing.id };
      await this.work.forSupplier(tx, listing.supplierId, { kind: 'AMEND_LISTING', ...subject });
      await this.notices.send(tx, {
        organizationId: listing.supplierId,
        kind: 'LISTING_RETURNED',
        ...subject,
        data: { reason: input.reason },
      });
      return { listingId: listing.id };
    });
  }
}

@Resolver()
export class ReturnListingResolver {
  constructor(
    private readonly useCase: ReturnListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => ListingPayload)
  async returnListing(
    @Args('input') input: ReturnListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
