import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatQuantity } from '../../../libs/money/src/index';
import { QuantityType, type RequestScope } from '../../platform/index';
import { Capacities } from '../storage/capacities';
import { LotDetails } from '../storage/lot-details';
import { LotCapacity, LotType } from './lot.type';
import { OriginShareType } from './origin.type';

const sharesLoader = {};
const capacityLoader = {};

/** What is rarely asked of a lot, for all lots of a page at once. */
@Resolver(() => LotType)
export class LotFieldsResolver {
  constructor(private readonly details: LotDetails) {}

  @ResolveField(() => [OriginShareType])
  originShares(@Parent() lot: LotType, @Context('scope') scope: RequestScope): Promise<OriginShareType[]> {
    const loader = scope.loader(
      sharesLoader,
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const known = await this.details.originShares(ids);
          return ids.map((id) => known.get(id) ?? []);
        }),
    );
    return loader.load(lot.id);
  }

  @ResolveField(() => LotCapacity, { nullable: true })
  async capacity(@Parent() lot: LotType, @Context('scope') scope: RequestScope): Promise<LotCapacity | null> {
    if (lot.capacityId === null) return null;
    const loader = scope.loader(
      capacityLoader,
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const known = await this.details.capacities(ids);
          return ids.map((id) => known.get(id) ?? new Error(`no capacity ${id}`));
        }),
    );
    const capacity = await loader.load(lot.capacityId);
    return {
      ...capacity,
      verifiedArea: formatQuantity(capacity.verifiedAreaSi, 'mu'),
      registered: formatQuantity(capacity.registeredBase, lot.displayUnit),
      displayUnit: lot.displayUnit,
    };
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
