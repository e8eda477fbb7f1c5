import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Admissions, Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { LotReader } from '../api/lot-reader';
import { LotPayload } from '../api/payloads.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { ListingSteps } from '../storage/listing-steps';
import { LotSteps } from '../storage/lot-steps';

@InputType()
export class PutLotOnSaleInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => Id)
  listingId!: string;
}

/** Under a listing of the same product; from here on buyers find it. */
@Injectable()
export class PutLotOnSale {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
    private readonly listings: ListingSteps,
    private readonly admissions: Admissions,
  ) {}

  execute(actor: Actor, input: PutLotOnSaleInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'putLotOnSale', actor, input }, async (tx) => {
      await this.admissions.requireAdmitted(tx, actor.organizationId, ['lotId']);
      const lot = await this.lots.owned(tx, actor, input);
      const listing = await this.listings.find(tx, input.listingId);
      if (listing?.supplierId !== actor.organizationId) throw notFound(['listingId']);
      if (listing.productId !== lot.productId)
        refuse(catalogRefusals.LISTING_OF_ANOTHER_PRODUCT(['listingId']));
      if (listing.state !== 'LISTED') refuse(catalogRefusals.LISTING_NOT_LISTED(['listingId']));
      if (lot.expiresOn < businessDateOf(tx.at)) refuse(catalogRefusals.LOT_OUT_OF_DATE(['lotId']));
      await this.lots.take(tx, actor, {
        lot,
        verb: 'putOnSale',
        action: 'putLotOnSale',
        changes: { listingId: listing.id },
      });
      return { lotId: lot.id };
    });
  }
}

@Resolver()
export class PutLotOnSaleResolver {
  constructor(
    private readonly useCase: PutLotOnSale,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async putLotOnSale(
    @Args('input') input: PutLotOnSaleInput,
    @CurrentActor() actor: Actor,
  ): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
