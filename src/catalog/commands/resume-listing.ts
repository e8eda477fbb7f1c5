import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Admissions, Role } from '../../organizations/index';
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
import { ListingSteps } from '../storage/listing-steps';

@InputType()
export class ResumeListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;
}

/** Offers it again; LISTED always needs an admitted supplier. */
@Injectable()
export class ResumeListing {
  constructor(
    private readonly commands: Commands,
    private readonly listings: ListingSteps,
    private readonly admissions: Admissions,
  ) {}

  execute(actor: Actor, input: ResumeListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'resumeListing', actor, input }, async (tx) => {
      const listing = await this.listings.owned(tx, actor, input);
      await this.admissions.requireAdmitted(tx, listing.supplierId, ['listingId']);
      await this.listings.take(tx, actor, { listing, verb: 'resume', action: 'resumeListing' });
      return { listingId: listing.id };
    });
  }
}

@Resolver()
export class ResumeListingResolver {
  constructor(
    private readonly useCase: ResumeListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ListingPayload)
  async resumeListing(
    @Args('input') input: ResumeListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
