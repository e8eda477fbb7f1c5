import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CurrentActor,
  Cursors,
  Database,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { OrderStateEnum, OrderType } from '../api/order.type';
import type { OrderState } from '../domain/order.states';
import {
  ORDER_COLUMNS,
  OrderReader,
  scopeParameters,
  scopedFrom,
  type OrderRow,
} from '../storage/order-reader';

@InputType()
export class OrderFilter {
  @Field(() => [OrderStateEnum], { nullable: true })
  states?: OrderState[] | null;

  @Field(() => Id, { nullable: true })
  basketId?: string | null;

  @Field(() => Id, { nullable: true })
  unitId?: string | null;

  @Field(() => Id, { nullable: true })
  lotId?: string | null;

  @Field(() => BusinessDay, { nullable: true })
  placedFrom?: string | null;

  @Field(() => BusinessDay, { nullable: true })
  placedTo?: string | null;
}

const OrderConnection = connectionOf(OrderType, 'Order');
const LIST = 'orders:byPlacedAt';
const MATCHING = `${scopedFrom(1)}
  AND ($4::text[] IS NULL OR o.state = ANY($4)) AND ($5::uuid IS NULL OR o.basket_id = $5)
  AND ($6::uuid IS NULL OR o.unit_id = $6) AND ($7::date IS NULL OR o.placed_on >= $7)
  AND ($8::date IS NULL OR o.placed_on <= $8)
  AND ($9::uuid IS NULL OR EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.lot_id = $9))`;

/** 订单: newest first; each caller sees the orders of his side. */
@Resolver()
export class BrowseOrders {
  constructor(
    private readonly database: Database,
    private readonly reader: OrderReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER, Role.PLATFORM_OPS, Role.FINANCE, Role.AUDITOR)
  @Query(() => OrderConnection)
  async orders(
    @Args() page: PageArgs,
    @Args('filter', { type: () => OrderFilter, nullable: true }) filter: OrderFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<OrderRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = [...scopeParameters(await this.reader.scopeOf(actor)), ...filterParameters(filter ?? {})];
    const [at = null, id = null] = request.after ?? [];
    const rows = await this.database.query<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders o WHERE ${MATCHING}
         AND ($10::timestamptz IS NULL OR (o.placed_at, o.id) < ($10::timestamptz, $11::uuid))
       ORDER BY o.placed_at DESC, o.id DESC LIMIT $12`,
      [...wanted, at, id, request.fetch],
    );
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.placedAt), row.id],
      totalCount: () => this.count(wanted),
    });
  }

  private async count(wanted: readonly unknown[]): Promise<number> {
    const row = await this.database.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM orders o WHERE ${MATCHING}`,
      wanted,
    );
    return row?.n ?? 0;
  }
}

function filterParameters(filter: OrderFilter): unknown[] {
  const { states, basketId, unitId, placedFrom, placedTo, lotId } = filter;
  return [states, basketId, unitId, placedFrom, placedTo, lotId].map((value) => value ?? null);
}
