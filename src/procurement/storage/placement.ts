import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LotStock } from '../../catalog/index';
import { ApprovalChains, Budgets } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { totalFen, type OrderDraft, type PaymentTerms, type PricedLine } from '../domain/order';
import { orderNumber } from '../domain/order-number';
import { Contracts } from './contracts';
import { OrderBook } from './order-book';
import { OrderLine } from './order-line.entity';
import { OrderRules } from './order-rules';
import { Order } from './order.entity';

export interface PlacementTerms {
  readonly basketId: string;
  readonly unitId: string;
  readonly terms: PaymentTerms;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly pairingChoice: string | null;
}

export interface PlacedOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
}

/** Writes orders as decided: budget, order and lines, in the global lock order; lots are reserved by the caller after. */
@Injectable()
export class Placement {
  constructor(
    private readonly budgets: Budgets,
    private readonly approvals: ApprovalChains,
    private readonly rules: OrderRules,
    private readonly stock: LotStock,
    private readonly contracts: Contracts,
    private readonly book: OrderBook,
  ) {}

  async write(tx: Tx, actor: Actor, terms: PlacementTerms, draft: OrderDraft): Promise<PlacedOrder> {
    const order = await this.orderOf(tx, actor, terms, draft);
    const lines = draft.lines.map((line, index) => lineOf(order.id, line, index + 1));
    await this.budgets.reserve(tx, {
      unitId: order.unitId,
      on: order.placedOn,
      fen: totalFen(draft),
      subjectKind: 'Order',
      subjectId: order.id,
      path: ['unitId'],
    });
    await tx.add(Order, order);
    await tx.add(OrderLine, lines);
    return { order, lines };
  }

  /** Reserves every line of the basket; the lots' rows are already locked. */
  async reserve(tx: Tx, placed: readonly PlacedOrder[]): Promise<void> {
    const holdings = placed.flatMap(({ lines }) =>
      lines.map(({ id, lotId, quantityBase }) => ({ lotId, holderId: id, quantityBase })),
    );
    await this.stock.reserve(tx, holdings);
  }

  /** Freezes the contract's first version, and lets the supplier know. */
  async announce(tx: Tx, actor: Actor, { order, lines }: PlacedOrder): Promise<void> {
    const contract = await this.contracts.drawUp(tx, order, lines);
    await this.book.recordPlaced(tx, actor, order, contract.sha256);
  }

  private async orderOf(tx: Tx, actor: Actor, terms: PlacementTerms, draft: OrderDraft): Promise<Order> {
    const placedOn = businessDateOf(tx.at);
    const limitFen = await this.approvals.limitOf(tx, actor.organizationId);
    const { supplierId, goodsFen, vatFen, freightFen } = draft;
    const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('order_numbers') AS n`);
    return {
      supplierId,
      goodsFen,
      vatFen,
      freightFen,
      ...terms,
      id: randomUUID(),
      version: 1,
      number: orderNumber(placedOn, next?.n ?? 0n),
      state: 'PLACED',
      buyerId: actor.organizationId,
      placedBy: actor.memberId,
      placedAt: tx.at,
      placedOn,
      freightKind: null,
      freightRateFen: null,
      toleranceBp: await this.rules.toleranceBp(tx, placedOn),
      // Goods first is credit: it always needs the second pair of eyes.
      approvalRequired: terms.terms === 'POSTPAID' || (limitFen !== null && totalFen(draft) > limitFen),
      approvedBy: null,
      contractVersion: 1,
      contractSignedAt: null,
      paymentDueOn: null,
      paymentExtended: false,
      paymentReminded: false,
      acceptedAt: null,
      acceptedGoodsFen: null,
      acceptedFreightFen: null,
      disputedFrom: null,
      reason: null,
    };
  }
}

function lineOf(orderId: string, line: PricedLine, position: number): OrderLine {
  const { lot, quantityBase, unitPriceFen, goodsFen, vatFen } = line;
  const { lotId, productId, listingVersionId, productName, categoryCode, originCountyCode } = lot;
  const { grade, certificateNo, harvestedOn, displayUnit, priceUnit, vatRateBp, freight } = lot;
  return {
    id: randomUUID(),
    orderId,
    position,
    quantityBase,
    unitPriceFen,
    goodsFen,
    vatFen,
    lotId,
    productId,
    listingVersionId,
    productName,
    categoryCode,
    originCountyCode,
    grade,
    certificateNo,
    harvestedOn,
    displayUnit,
    priceUnit,
    vatRateBp,
    freightKind: freight.kind,
    freightRateFen: freight.fen,
    cancelledBase: 0n,
  };
}
