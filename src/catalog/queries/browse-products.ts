import { Args, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, PageArgs, type Actor, type Page } from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { PRODUCTS, ProductConnection, ProductType } from '../api/product.type';

/** As the supplier, the county above it and the platform see them; nobody else sees any. */
@Resolver()
export class BrowseProducts {
  constructor(private readonly records: ManagedRecords) {}

  @AllowSignedIn()
  @Query(() => ProductType)
  product(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<ProductType> {
    return this.records.one(PRODUCTS, actor, id);
  }

  @AllowSignedIn()
  @Query(() => ProductConnection)
  products(@Args() args: PageArgs, @CurrentActor() actor: Actor): Promise<Page<ProductType>> {
    return this.records.page(PRODUCTS, actor, args, { where: 'true', values: [] });
  }
}
