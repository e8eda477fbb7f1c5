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
import { ListingSteps } from '../storage/listing-steps';

@InputType()
export class PauseListingInput extends ChangeInput {
  @Field(() => Id)
  listingId!: string;
}

/** Nothing new can be ordered from it; running orders go on. */
@Injectable()
export class PauseListing {
  constructor(
    private readonly commands: Commands,
    private readonly listings: ListingSteps,
  ) {}

  execute(actor: Actor, input: PauseListingInput): Promise<Outcome<{ listingId: string }>> {
    return this.commands.run({ operation: 'pauseListing', actor, input }, async (tx) => {
      const platform = actor.organizationKind === 'PLATFORM_OPERATIONS';
      const listing = platform
        ? await this.listings.seen(tx, input)
        : await this.listings.owned(tx, actor, input);
      await this.listings.take(tx, actor, { listing, verb: 'pause', action: 'pauseListing' });
      return { listingId: listing.id };
    });
  }
}

@Resolver()
export class PauseListingResolver {
  constructor(
    private readonly useCase: PauseListing,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER, Role.PLATFORM_OPS)
  @Mutation(() => ListingPayload)
  async pauseListing(
    @Args('input') input: PauseListingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ListingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ listingId }) => ({
      listing: await this.records.one(LISTINGS, actor, listingId),
    }));
  }
}
