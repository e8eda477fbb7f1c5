import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Admissions, Role, isSamePerson } from '../../organizations/index';
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
import { catalogRefusals } from '../domain/catalog.refusals';
import { CatalogWork } from '../storage/catalog-work';
import { ListingSteps } from '../storage/listing-steps';

@InputType()
export class ApproveListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;
}

/** LISTED needs an admitted supplier on the day of listing. */
@Injectable()
export class ApproveListing {
  constructor(
    private readonly commands: Commands,
    private readonly listings: ListingSteps,
    private readonly admissions: Admissions,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: ApproveListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'approveListing', actor, input }, async (tx) => {
      const listing = await this.listings.seen(tx, input);
      if (await isSamePerson(tx, actor.memberId, [listing.submittedBy]))
        refuse(catalogRefusals.SAME_PERSON(['listingId']));
      await this.admissions.requireAdmitted(tx, listing.supplierId, ['listingId']);
      await this.listings.take(tx, actor, { listing, verb: 'list', action: 'approveListing' });
      await this.work.done(tx, 'Listing', listing.id);
      return { listingId: listing.id };
    });
  }
}

@Resolver()
export class ApproveListingResolver {
  constructor(
    private readonly useCase: ApproveListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => ListingPayload)
  async approveListing(
    @Args('input') input: ApproveListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
