import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatQuantity } from '../../../libs/money/src/index';
import { Organizations } from '../../organizations/index';
import { Database, QuantityType, type RequestScope } from '../../platform/index';
import { DeliveryWindowType } from '../../sourcing/index';
import type { PoolRow } from '../storage/pool-reader';
import { PoolPartyType, PoolType } from './pool.type';

@Resolver(() => PoolType)
export class PoolQuantities {
  @ResolveField(() => QuantityType, { description: 'All quantities of the pool are whole packs' })
  pack(@Parent() { packBase, unit }: PoolRow): QuantityType {
    return formatQuantity(packBase, unit);
  }

  @ResolveField(() => QuantityType, { description: 'Below this at the deadline it comes to nothing' })
  minimum(@Parent() { minimumBase, unit }: PoolRow): QuantityType {
    return formatQuantity(minimumBase, unit);
  }

  @ResolveField(() => QuantityType, { description: 'At this it is closed at once' })
  maximum(@Parent() { limitBase, unit }: PoolRow): QuantityType {
    return formatQuantity(limitBase, unit);
  }

  @ResolveField(() => QuantityType, { description: 'What its units want together' })
  wanted(@Parent() { wantedBase, unit }: PoolRow): QuantityType {
    return formatQuantity(wantedBase, unit);
  }

  @ResolveField(() => [DeliveryWindowType], {
    description: 'Of the maximum; what is gathered keeps the proportions',
  })
  windows(@Parent() { windows, unit }: PoolRow): DeliveryWindowType[] {
    return windows.map(({ from, until, base }) => ({
      from,
      until,
      quantity: formatQuantity(BigInt(base), unit),
    }));
  }
}

@Resolver(() => PoolType)
export class PoolParties {
  constructor(
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @ResolveField(() => PoolPartyType)
  opener(@Parent() { openerId }: PoolRow, @Context('scope') scope: RequestScope): Promise<PoolPartyType> {
    return this.loader(scope).load(openerId);
  }

  @ResolveField(() => [PoolPartyType], { description: 'Units in it that agreed to be named' })
  namedUnits(
    @Parent() { namedUnitIds }: PoolRow,
    @Context('scope') scope: RequestScope,
  ): Promise<PoolPartyType[]> {
    return Promise.all(namedUnitIds.map((id) => this.loader(scope).load(id)));
  }

  private loader(scope: RequestScope) {
    return scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)));
  }

  private async load(ids: readonly string[]): Promise<(PoolPartyType | Error)[]> {
    const known = await this.organizations.many(this.database, ids);
    return ids.map((id) => {
      const party = known.get(id);
      if (!party) return new Error(`organization ${id} is missing`);
      return { id, name: party.name, regionCode: party.regionCode };
    });
  }
}
