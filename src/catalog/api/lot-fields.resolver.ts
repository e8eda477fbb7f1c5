import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatQuantity } from '../../../libs/money/src/index';
import { Organizations } from '../../organizations/index';
import { Database, QuantityType, type RequestScope } from '../../platform/index';
import { Regions } from '../../regions/index';
import { Capacities } from '../storage/capacities';
import { LotCapacity, LotType } from './lot.type';
import { originOf, OriginCounty, SellerType } from './origin.type';

/** Fields of a lot that other domains know: who sells it, what its county is called. */
@Resolver(() => LotType)
export class LotFieldsResolver {
  constructor(
    private readonly organizations: Organizations,
    private readonly database: Database,
    private readonly regions: Regions,
  ) {}

  @ResolveField(() => SellerType)
  async supplier(@Parent() lot: LotType, @Context('scope') scope: RequestScope): Promise<SellerType> {
    const loader = scope.loader(
      this,
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const known = await this.organizations.many(this.database, ids);
          return ids.map((id) => ({ id, name: known.get(id)?.name ?? '' }));
        }),
    );
    return loader.load(lot.supplierId);
  }

  @ResolveField(() => OriginCounty)
  origin(@Parent() lot: LotType): Promise<OriginCounty> {
    return originOf(this.regions, lot.originCountyCode, lot.harvestedOn);
  }
}

@Resolver(() => LotCapacity)
export class LotCapacityResolver {
  constructor(private readonly capacities: Capacities) {}

  @ResolveField(() => QuantityType, {
    nullable: true,
    description: 'Null: no yield ceiling is known for the crop, so its goods do not count',
  })
  async limit(@Parent() capacity: LotCapacity): Promise<QuantityType | null> {
    const limit = await this.capacities.limitOf(capacity);
    return limit === null ? null : formatQuantity(limit, capacity.displayUnit);
  }
}
