import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Organizations } from '../../organizations/index';
import { Database, Id, type RequestScope } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { OrderType } from './order.type';

@ObjectType('OrderParty')
export class OrderParty {
  @Field(() => Id)
  id!: string;

  @Field()
  name!: string;

  @Field()
  regionCode!: string;
}

@Resolver(() => OrderType)
export class PartiesFields {
  constructor(
    private readonly organizations: Organizations,
    private readonly database: Database,
  ) {}

  @ResolveField(() => OrderParty)
  buyer(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderParty> {
    return this.loader(scope).load(order.buyerId);
  }

  @ResolveField(() => OrderParty)
  unit(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderParty> {
    return this.loader(scope).load(order.unitId);
  }

  @ResolveField(() => OrderParty)
  supplier(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderParty> {
    return this.loader(scope).load(order.supplierId);
  }

  @ResolveField(() => OrderParty, { nullable: true })
  agent(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderParty> | null {
    return order.agentId === null ? null : this.loader(scope).load(order.agentId);
  }

  private loader(scope: RequestScope): DataLoader<string, OrderParty> {
    return scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)));
  }

  private async load(ids: readonly string[]): Promise<(OrderParty | Error)[]> {
    const known = await this.organizations.many(this.database, ids);
    return ids.map((id) => known.get(id) ?? new Error(`organization ${id} is missing`));
  }
}
