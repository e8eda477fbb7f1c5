import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
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
import { ListingSteps } from '../storage/listing-steps';
import { ListingRow } from '../storage/listing.entity';
import { ProductRows } from '../storage/product-rows';
import { TermsAcceptance } from '../storage/terms-acceptance';
import { randomUUID } from 'node:crypto';

@InputType()
export class DraftListingInput extends CommandInput {
  @Field(() => Id)
  productId!: string;

  @Field(() => ListingTermsInput)
  terms!: ListingTermsInput;
}

/** Terms for one product; nobody else sees them before they are listed. */
@Injectable()
export class DraftListing {
  constructor(
    private readonly commands: Commands,
    private readonly products: ProductRows,
    private readonly terms: TermsAcceptance,
    private readonly listings: ListingSteps,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DraftListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'draftListing', actor, input }, async (tx) => {
      const product = await this.products.owned(tx, actor, input.productId, ['productId']);
      const terms = await this.terms.accept(tx, product, input.terms);
      const listingId = randomUUID();
      await tx.add(ListingRow, {
        id: listingId,
        productId: product.id,
        supplierId: actor.organizationId,
        state: 'DRAFT',
        currentNumber: 1,
        submittedBy: null,
        supplierSuspended: false,
        createdAt: tx.at,
        version: 1,
      });
      await this.listings.addVersion(tx, actor, listingId, 1, terms);
      await this.audit.record(tx, {
        actor,
        action: 'draftListing',
        subjectKind: 'Listing',
        subjectId: listingId,
        toState: 'DRAFT',
        data: { productId: product.id },
      });
      return { listingId };
    });
  }
}

@Resolver()
export class DraftListingResolver {
  constructor(
    private readonly useCase: DraftListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ListingPayload)
  async draftListing(
    @Args('input') input: DraftListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
