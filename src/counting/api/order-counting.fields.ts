import {
  Context,
  Field,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
  registerEnumType,
} from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { PairingReader, PairingType } from '../../pairing/index';
import { Database, Id, MoneyType, type RequestScope } from '../../platform/index';
import { OrderType } from '../../procurement/index';
import { reasonText } from '../domain/count-reasons';
import { tellsStill } from '../storage/counting-exclusions';
import { CountingModeEnum, CountingSchemeEnum } from './counting-scheme.enum';
import { moneyOf } from './money-of';
import { CountingReason } from './portion.type';

const CountedStateEnum = {
  PROVISIONAL: 'PROVISIONAL',
  CONFIRMED: 'CONFIRMED',
  NOT_COUNTED: 'NOT_COUNTED',
};
registerEnumType(CountedStateEnum, { name: 'CountedState' });

@ObjectType({ description: 'What one line of an order counts toward in one scheme, or why it does not' })
export class OrderCounting {
  @Field(() => Id)
  orderLineId!: string;

  @Field(() => CountingSchemeEnum)
  scheme!: string;

  @Field(() => CountingModeEnum)
  mode!: string;

  @Field({ description: 'The dated rule it was judged by' })
  ruleVersion!: string;

  @Field(() => CountedStateEnum)
  state!: string;

  @Field(() => MoneyType, { description: 'What counts now, reversals taken off' })
  net!: MoneyType;

  @Field(() => Id, { nullable: true })
  agreementId!: string | null;

  @Field(() => PairingType, { nullable: true })
  pairing!: PairingType | null;

  @Field({ description: '本级: it stands on the agreement’s own leaf' })
  onOwnLeaf!: boolean;

  @Field(() => [CountingReason])
  reasons!: CountingReason[];
}

interface CountingRow {
  orderId: string;
  orderLineId: string;
  scheme: string;
  mode: string;
  ruleVersion: string;
  state: string;
  netFen: bigint;
  agreementId: string | null;
  pairingId: string | null;
  onOwnLeaf: boolean;
  reasons: string[];
}

const OF_ORDERS = `
  SELECT * FROM (
    SELECT DISTINCT ON (e.scheme, e.portion_id) e.order_id AS "orderId", e.order_line_id AS "orderLineId", e.scheme, e.mode, e.rule_version AS "ruleVersion", e.kind AS state,
      (e.amount_fen + coalesce((SELECT sum(r.amount_fen) FROM counting_entries r WHERE r.original_id = e.id), 0))::bigint AS "netFen",
      e.agreement_id AS "agreementId", e.pairing_id AS "pairingId", e.target_leaf = 'OWN' AS "onOwnLeaf", '{}'::text[] AS reasons
    FROM counting_entries e WHERE e.order_id = ANY($1) AND e.original_id IS NULL
      AND NOT EXISTS (SELECT FROM counting_exclusions x WHERE x.scheme = e.scheme AND x.portion_id = e.portion_id AND ${tellsStill('x')})
    ORDER BY e.scheme, e.portion_id, e.attempt DESC) counted
  WHERE state = 'CONFIRMED' OR "netFen" > 0
  UNION ALL
  SELECT x.order_id, x.order_line_id, x.scheme, x.mode, x.rule_version, 'NOT_COUNTED', 0::bigint, NULL, NULL, false, x.reasons FROM counting_exclusions x
  WHERE x.order_id = ANY($1) AND ${tellsStill('x')}
    AND (x.settlement_line_id IS NOT NULL OR NOT EXISTS (SELECT FROM settlements s WHERE s.order_id = x.order_id))
  ORDER BY scheme`;

/** Counting's own field on procurement's order: whoever may see the order may see what it counts toward. */
@Resolver(() => OrderType)
export class OrderCountingFields {
  constructor(
    private readonly database: Database,
    private readonly pairings: PairingReader,
  ) {}

  @ResolveField(() => [OrderCounting], { description: 'Empty until the order is paid' })
  countedToward(@Parent() order: OrderType, @Context('scope') scope: RequestScope): Promise<OrderCounting[]> {
    return scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.of(ids))).load(order.id);
  }

  private async of(orderIds: readonly string[]): Promise<OrderCounting[][]> {
    const rows = await this.database.query<CountingRow>(OF_ORDERS, [orderIds]);
    const pairings = await this.pairings.many(rows.flatMap((row) => row.pairingId ?? []));
    return orderIds.map((id) =>
      rows
        .filter((row) => row.orderId === id)
        .map(({ netFen, pairingId, reasons, ...row }) => ({
          ...row,
          net: moneyOf(netFen),
          pairing: pairingId === null ? null : (pairings.get(pairingId) ?? null),
          reasons: reasons.map((code) => ({ code, ...reasonText(code, row.scheme) })),
        })),
    );
  }
}
