import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
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
import { ListingTermsInput } from '../api/terms.input';
import { catalogRefusals } from '../domain/catalog.refusals';
import { ListingSteps } from '../storage/listing-steps';
import { ListingRow } from '../storage/listing.entity';
import { ProductRows } from '../storage/product-rows';
import { TermsAcceptance } from '../storage/terms-acceptance';

@InputType()
export class ChangeListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;

  @Field(() => ListingTermsInput)
  terms!: ListingTermsInput;
}

/** New terms are a new version: orders keep the one they saw. */
@Injectable()
export class ChangeListing {
  constructor(
    private readonly commands: Commands,
    private readonly products: ProductRows,
    private readonly terms: TermsAcceptance,
    private readonly listings: ListingSteps,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ChangeListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'changeListing', actor, input }, async (tx) => {
      const listing = await this.listings.owned(tx, actor, input);
      if (listing.state === 'DELISTED' || listing.state === 'IN_REVIEW')
        refuse(catalogRefusals.LISTING_NOT_CHANGEABLE(['listingId']));
      const product = await this.products.owned(tx, actor, listing.productId, ['listingId']);
      const terms = await this.terms.accept(tx, product, input.terms);
      const number = listing.currentNumber + 1;
      // First the compare and set: of two who edit at once the second is told so.
      await tx.change(ListingRow, listing, { currentNumber: number });
      const listingVersionId = await this.listings.addVersion(tx, actor, listing.id, number, terms);
      await this.audit.record(tx, {
        actor,
        action: 'changeListing',
        subjectKind: 'Listing',
        subjectId: listing.id,
        fromState: listing.state,
        toState: listing.state,
        data: { listingVersionId, number },
      });
      return { listingId: listing.id };
    });
  }
}

@Resolver()
export class ChangeListingResolver {
  constructor(
    private readonly useCase: ChangeListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ListingPayload)
  async changeListing(
    @Args('input') input: ChangeListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
