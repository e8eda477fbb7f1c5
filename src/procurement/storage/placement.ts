import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Budgets, type BudgetRoom } from '../../organizations/index';
import { businessDateOf, type Actor, type Origin, type Tx } from '../../platform/index';
import { isCredit, type PaymentTerms, type PlanDetails } from '../../../libs/payment-plan/src/index';
import type { FreightTerms } from '../domain/freight';
import { totalFen, type OrderDraft, type OrderPurpose, type PricedLine } from '../domain/order';
import { orderNumber } from '../domain/order-number';
import { OfferedGoods } from './offered-goods';
import type { BasketInput } from './offers';
import { HelpSales, type Mandated } from './help-sales';
import { Contract } from './contract.entity';
import { Contracts } from './contracts';
import { OrderBook } from './order-book';
import { OrderLine } from './order-line.entity';
import { OrderRules } from './order-rules';
import { Order } from './order.entity';

/** What a buyer asks for; a basket over several suppliers becomes as many orders. */
export interface PlacementInput extends BasketInput {
  readonly terms: PaymentTerms;
  /** The sales channel it is placed over. */
  readonly channelId?: string | null;
  readonly purpose?: OrderPurpose | null;
}

/** What an order rests on beside the catalogue: a quote or a framework agreement. */
export interface AgreedGrounds {
  readonly buyerId: string;
  readonly placedBy: string;
  /** Whoever approved at least the sum committed before it became an order. */
  readonly approvedBy: string | null;
  readonly quoteVersionId: string | null;
  readonly frameworkId: string | null;
  readonly deliveryUntil: string | null;
  readonly agentId: string | null;
  readonly freight: FreightTerms;
}

/** A basket that has been decided: everything in it can be written. */
export interface DecidedBasket {
  readonly actor: Actor;
  readonly cause: Origin | undefined;
  readonly input: Omit<PlacementInput, 'lines'>;
  readonly plan: PlanDetails;
  readonly drafts: readonly OrderDraft[];
  /** Above it orders need the approver; null: none do. */
  readonly approvalLimitFen: bigint | null;
  /** What is decided together is held against the limit together, into however many orders it falls. */
  readonly committedFen: bigint;
  /** Of what is placed over a channel. */
  readonly mandated?: Mandated;
  /** Absent where the listings' own terms hold. */
  readonly agreed?: AgreedGrounds;
}

/** Writes decided baskets; budgets and lots are locked already, and have room. */
@Injectable()
export class Placement {
  constructor(
    private readonly budgets: Budgets,
    private readonly rules: OrderRules,
    private readonly offered: OfferedGoods,
    private readonly contracts: Contracts,
    private readonly helpSales: HelpSales,
    private readonly book: OrderBook,
  ) {}

  /** The ids of each basket's orders. */
  async write(tx: Tx, room: BudgetRoom, baskets: readonly DecidedBasket[]): Promise<string[][]> {
    const [placed, grounds] = await Promise.all([
      this.ordersOf(tx, baskets),
      this.contracts.groundsOf(tx, baskets.flatMap(partiesOf)),
    ]);
    const orders = placed.map(({ order }) => order);
    const lines = placed.flatMap((one) => one.lines);
    const contracts = await this.contracts.draft(tx, placed, grounds);
    // In this order, so that each finds what it refers to; together, because none needs an answer.
    await Promise.all([
      tx.add(Order, orders),
      tx.add(OrderLine, lines),
      tx.add(Contract, contracts),
      this.budgets.write(tx, room, orders.map(takenBy)),
      this.book.recordPlaced(
        tx,
        placed.map(({ basket: { actor, cause }, order }, index) => ({
          actor,
          cause,
          order,
          contractSha256: contracts[index]?.sha256 ?? '',
        })),
      ),
      this.offered.hold(tx, lines, new Map(placed.flatMap((one) => one.leasts))),
      this.helpSales.draw(tx, orders, lines),
    ]);
    return baskets.map((basket) =>
      placed.filter((one) => one.basket === basket).map(({ order }) => order.id),
    );
  }

  private async ordersOf(tx: Tx, baskets: readonly DecidedBasket[]) {
    const placedOn = businessDateOf(tx.at);
    const toleranceBp = await this.rules.toleranceBp(tx, placedOn);
    const all = baskets.flatMap((basket) => {
      const basketId = randomUUID();
      return basket.drafts.map((draft) => ({ basket, basketId, draft }));
    });
    const numbers = await tx.query<{ n: bigint }>(
      `SELECT nextval('order_numbers') AS n FROM generate_series(1, $1)`,
      [all.length],
    );
    return all.map(({ basket, basketId, draft }, index) => {
      const number = orderNumber(placedOn, numbers[index]?.n ?? 0n);
      const given = { basketId, number, toleranceBp: basket.agreed?.frameworkId ? EXACT : toleranceBp };
      const order = orderOf(tx.at, basket, draft, given);
      const lines = draft.lines.map((line, at) => lineOf(order.id, line, at + 1, basket.mandated ?? null));
      return { basket, order, lines, leasts: leastsOf(draft, lines) };
    });
  }
}

/** Of which line less than what is of no use, by its id. */
function leastsOf(draft: OrderDraft, lines: readonly OrderLine[]): [string, bigint][] {
  return draft.lines.flatMap(({ leastBase }, at) => (leastBase ? [[lines[at]?.id ?? '', leastBase]] : []));
}

function partiesOf({ actor, input, drafts, agreed }: DecidedBasket): string[] {
  const suppliers = drafts.map(({ supplierId }) => supplierId);
  const agent = agreed?.agentId ? [agreed.agentId] : [];
  return [agreed?.buyerId ?? actor.organizationId, input.unitId, ...suppliers, ...agent];
}

/** What the order takes of its unit's budget. */
const takenBy = (order: Order) => ({
  unitId: order.unitId,
  fen: totalFen(order),
  subjectKind: 'Order',
  subjectId: order.id,
});

/**
 * The cap of a framework is hard, and what is above a call-off stands under no cap: whoever weighs it cannot lock the
 * framework before the order. So nothing above it is sent or accepted; more is called off anew.
 */
export const EXACT = 0;

/** What every order begins with. */
const JUST_PLACED = {
  version: 1,
  state: 'PLACED',
  contractVersion: 1,
  contractSignedAt: null,
  paymentDueOn: null,
  paymentExtended: false,
  paymentReminded: false,
  overdueToldOn: null,
  overdueEscalated: false,
  extraClause: true,
  extraRemindedOn: null,
  acceptedAt: null,
  acceptedGoodsFen: null,
  acceptedFreightFen: null,
  disputedFrom: null,
  reason: null,
  cutAnswerOn: null,
} as const satisfies Partial<Order>;

function orderOf(
  at: Date,
  { actor, input, plan, approvalLimitFen, committedFen, agreed }: DecidedBasket,
  draft: OrderDraft,
  given: Pick<Order, 'basketId' | 'number' | 'toleranceBp'>,
): Order {
  const { unitId, terms, deliveryCounty, deliveryOn, pairingChoice, channelId, purpose } = input;
  const { supplierId, goodsFen, vatFen, freightFen } = draft;
  const aboveLimit = approvalLimitFen !== null && committedFen > approvalLimitFen;
  // Credit always needs the second pair of eyes.
  const approvalRequired = isCredit({ terms, ...plan }) || aboveLimit;
  const placedBy = agreed?.placedBy ?? actor.memberId;
  const approvedBefore = agreed?.approvedBy ?? null;
  return {
    ...given,
    supplierId,
    goodsFen,
    vatFen,
    freightFen,
    unitId,
    terms,
    depositPercent: plan.depositPercent,
    restDue: plan.restDue ?? (terms === 'POSTPAID' ? 'AFTER_ACCEPTANCE' : null),
    instalments: plan.instalments,
    deliveryCounty,
    deliveryOn,
    pairingChoice: pairingChoice ?? null,
    channelId: channelId ?? null,
    purpose: purpose ?? null,
    id: randomUUID(),
    harvest: draft.lines.some(({ lot }) => lot.lotId === null) ? 'AWAITED' : null,
    quoteVersionId: agreed?.quoteVersionId ?? null,
    frameworkId: agreed?.frameworkId ?? null,
    deliveryUntil: agreed?.deliveryUntil ?? null,
    agentId: agreed?.agentId ?? null,
    buyerId: agreed?.buyerId ?? actor.organizationId,
    placedBy,
    placedAt: at,
    placedOn: businessDateOf(at),
    freightKind: agreed?.freight.kind ?? null,
    freightRateFen: agreed?.freight.fen ?? null,
    approvalRequired,
    // Nobody approves what he placed himself (I18).
    approvedBy: approvalRequired && approvedBefore !== placedBy ? approvedBefore : null,
    ...JUST_PLACED,
  };
}

function lineOf(orderId: string, line: PricedLine, position: number, mandated: Mandated): OrderLine {
  const { lot, quantityBase, unitPriceFen, goodsFen, vatFen } = line;
  const { lotId, productId, listingVersionId, productName, categoryCode, originCountyCode } = lot;
  const { grade, certificateNo, harvestedOn, displayUnit, priceUnit, vatRateBp, freight } = lot;
  return {
    id: randomUUID(),
    orderId,
    position,
    frameworkLineId: line.frameworkLineId ?? null,
    sampleNumber: line.sampleNumber ?? null,
    mandateId: mandated?.mandateOf(lot.supplierId, productId) ?? null,
    quantityBase,
    unitPriceFen,
    goodsFen,
    vatFen,
    lotId,
    forwardSupplyId: lot.forwardSupplyId ?? null,
    leastGrade: line.leastGrade,
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
    cutBase: 0n,
  };
}
