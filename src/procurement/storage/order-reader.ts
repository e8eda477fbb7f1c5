import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, hasRole, type Actor } from '../../platform/index';
import type { FreightKind } from '../domain/freight';
import type { HarvestStanding } from '../domain/order-harvest';
import type { OrderState } from '../domain/order.states';
import type { PaymentTerms } from '../domain/order';

/** An order as its readers see it. */
export interface OrderRow {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly basketId: string;
  readonly quoteVersionId: string | null;
  readonly frameworkId: string | null;
  readonly state: OrderState;
  readonly harvest: HarvestStanding | null;
  readonly buyerId: string;
  readonly unitId: string;
  readonly supplierId: string;
  readonly terms: PaymentTerms;
  readonly placedAt: Date;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly pairingChoice: string | null;
  readonly goodsFen: bigint;
  readonly vatFen: bigint;
  readonly freightFen: bigint;
  readonly freightKind: FreightKind | null;
  readonly toleranceBp: number;
  readonly approvalRequired: boolean;
  readonly approved: boolean;
  readonly contractVersion: number;
  readonly contractSignedAt: Date | null;
  readonly paymentDueOn: string | null;
  readonly paymentExtended: boolean;
  readonly acceptedAt: Date | null;
  readonly acceptedGoodsFen: bigint | null;
  readonly acceptedFreightFen: bigint | null;
  readonly reason: string | null;
}

export const ORDER_COLUMNS = `o.id, o.version, o.number, o.basket_id AS "basketId",
  o.quote_version_id AS "quoteVersionId", o.framework_id AS "frameworkId", o.state, o.harvest, o.buyer_id AS "buyerId",
  o.unit_id AS "unitId", o.supplier_id AS "supplierId", o.terms, o.placed_at AS "placedAt",
  o.delivery_county AS "deliveryCounty", o.delivery_on AS "deliveryOn", o.pairing_choice AS "pairingChoice",
  o.goods_fen AS "goodsFen", o.vat_fen AS "vatFen", o.freight_fen AS "freightFen", o.freight_kind AS "freightKind",
  o.tolerance_bp AS "toleranceBp", o.approval_required AS "approvalRequired", o.approved_by IS NOT NULL AS approved,
  o.contract_version AS "contractVersion", o.contract_signed_at AS "contractSignedAt",
  o.payment_due_on AS "paymentDueOn", o.payment_extended AS "paymentExtended", o.accepted_at AS "acceptedAt",
  o.accepted_goods_fen AS "acceptedGoodsFen", o.accepted_freight_fen AS "acceptedFreightFen", o.reason`;

/** Whose orders a caller sees: everyone's, or those bought by some units or sold by one supplier. */
export interface OrderScope {
  readonly all: boolean;
  readonly buyerIds: readonly string[];
  readonly supplierId: string | null;
}

/** The scope as SQL over `orders o`, with the scope's three parameters from `$n`. */
export const scopedFrom = (n: number) =>
  `($${n}::boolean OR o.buyer_id = ANY($${n + 1}::uuid[]) OR o.unit_id = ANY($${n + 1}::uuid[]) OR o.supplier_id = $${n + 2}::uuid)`;

export const scopeParameters = (scope: OrderScope) => [scope.all, [...scope.buyerIds], scope.supplierId];

/** Reads orders as a caller may see them: buyers in their tree of units, suppliers their own, operations and audit all. */
@Injectable()
export class OrderReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  async scopeOf(actor: Actor): Promise<OrderScope> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    return {
      all: hasRole(actor, 'PLATFORM_OPS', 'FINANCE', 'AUDITOR'),
      buyerIds: buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
      supplierId: hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
    };
  }

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, orderId: string): Promise<OrderRow | null> {
    return (await this.manyVisibleTo(actor, [orderId]))[0] ?? null;
  }

  async manyVisibleTo(actor: Actor, orderIds: readonly string[]): Promise<OrderRow[]> {
    return this.database.query<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders o WHERE o.id = ANY($1::uuid[]) AND ${scopedFrom(2)} ORDER BY o.number`,
      [orderIds, ...scopeParameters(await this.scopeOf(actor))],
    );
  }
}
