import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { askedTogether, Database, hasRole, type Actor } from '../../platform/index';
import type { FreightKind } from '../domain/freight';
import type { HarvestStanding } from '../domain/order-harvest';
import type { OrderState } from '../domain/order.states';
import type { PaymentTerms, PlanDetails } from '../../../libs/payment-plan/src/index';
import type { OrderPurpose } from '../domain/order';

/** An order as its readers see it. */
export interface OrderRow extends PlanDetails {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly basketId: string;
  readonly quoteVersionId: string | null;
  readonly frameworkId: string | null;
  readonly state: OrderState;
  readonly harvest: HarvestStanding | null;
  readonly cutAnswerOn: string | null;
  readonly buyerId: string;
  readonly unitId: string;
  readonly supplierId: string;
  readonly agentId: string | null;
  readonly terms: PaymentTerms;
  readonly placedAt: Date;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly pairingChoice: string | null;
  readonly channelId: string | null;
  readonly purpose: OrderPurpose | null;
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
  o.quote_version_id AS "quoteVersionId", o.framework_id AS "frameworkId", o.state, o.harvest,
  o.cut_answer_on AS "cutAnswerOn", o.buyer_id AS "buyerId",
  o.unit_id AS "unitId", o.supplier_id AS "supplierId", o.agent_id AS "agentId", o.terms,
  o.deposit_percent AS "depositPercent", o.rest_due AS "restDue", o.instalments, o.placed_at AS "placedAt",
  o.delivery_county AS "deliveryCounty", o.delivery_on AS "deliveryOn", o.pairing_choice AS "pairingChoice",
  o.channel_id AS "channelId", o.purpose,
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

/** Some orders and with whose eyes they are looked at. */
interface Sight {
  readonly actor: Actor;
  readonly orderIds: readonly string[];
}

const SEEN = `WITH RECURSIVE house AS (
    SELECT DISTINCT buyer_id, buyer_id AS id FROM unnest($4::uuid[]) asked (buyer_id) WHERE buyer_id IS NOT NULL
    UNION SELECT h.buyer_id, o.id FROM organizations o JOIN house h ON o.parent_id = h.id)
  SELECT ${ORDER_COLUMNS}, w.sight FROM unnest($1::int[], $2::uuid[], $3::boolean[], $4::uuid[], $5::uuid[])
      w (sight, order_id, sees_all, buyer_id, supplier_id)
    JOIN orders o ON o.id = w.order_id
   WHERE w.sees_all OR o.supplier_id = w.supplier_id
      OR EXISTS (SELECT FROM house h WHERE h.buyer_id = w.buyer_id AND h.id IN (o.buyer_id, o.unit_id))
   ORDER BY o.number`;

/** Reads orders as a caller may see them: buyers in their tree of units, suppliers their own, operations and audit all. */
@Injectable()
export class OrderReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  async scopeOf(actor: Actor): Promise<OrderScope> {
    const { all, buyerId, supplierId } = eyesOf(actor);
    const buyerIds = buyerId ? await this.organizations.unitsUnder(this.database, buyerId) : [];
    return { all, buyerIds, supplierId };
  }

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, orderId: string): Promise<OrderRow | null> {
    return (await this.manyVisibleTo(actor, [orderId]))[0] ?? null;
  }

  /** Those of them that the caller sees, by number. */
  manyVisibleTo(actor: Actor, orderIds: readonly string[]): Promise<OrderRow[]> {
    return this.seen({ actor, orderIds });
  }

  /** Orders that are placed together are also shown together. */
  private readonly seen = askedTogether((sights: readonly Sight[]) => this.read(sights));

  private async read(sights: readonly Sight[]): Promise<OrderRow[][]> {
    const looks = sights.flatMap(({ actor, orderIds }, sight) => {
      const eyes = eyesOf(actor);
      return orderIds.map((orderId) => ({ sight, orderId, ...eyes }));
    });
    const rows = await this.database.query<OrderRow & { readonly sight: number }>(SEEN, [
      looks.map(({ sight }) => sight),
      looks.map(({ orderId }) => orderId),
      looks.map(({ all }) => all),
      looks.map(({ buyerId }) => buyerId),
      looks.map(({ supplierId }) => supplierId),
    ]);
    const seen: OrderRow[][] = sights.map(() => []);
    for (const row of rows) seen[row.sight]?.push(row);
    return seen;
  }
}

/** Everybody's orders, those bought under one organization, those sold by one. */
const eyesOf = (actor: Actor) => ({
  all: hasRole(actor, 'PLATFORM_OPS', 'FINANCE', 'AUDITOR'),
  buyerId: hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER') ? actor.organizationId : null,
  supplierId: hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
});
