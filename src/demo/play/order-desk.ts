import { toShanghaiIso, type Outcome } from '../../platform/index';
import { PaymentParts } from '../../payments/index';
import {
  AcceptDelivery,
  ApproveOrder,
  CancelOrder,
  DispatchShipment,
  MarkArrived,
  OpenDispute,
  PlaceOrder,
  RefuseDelivery,
  ResolveDispute,
  SignContract,
} from '../../procurement/index';
import { addDays, businessDateOf } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan, OrderStep, OrderStepName, PlannedOrder } from '../domain/demo-plan';
import { saidTerms } from '../domain/payment-parts-script';
import { PLATFORM_KEY } from '../domain/plan-parties';
import { kilograms, yuanText } from '../domain/said-amounts';
import { AftersalesDesk } from './aftersales-desk';
import type { Cast } from './cast';
import { readOrderFacts, type OrderFacts } from './order-facts';
import { receiveTransfer } from './receive-transfer';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

const DELIVERY_AFTER_DAYS = 14;
const GRAMS_PER_KILOGRAM = 1000n;

interface Scene {
  readonly order: PlannedOrder;
  readonly facts: OrderFacts;
  /** The key of this step, and what the caller has seen of the order. */
  readonly seen: {
    readonly idempotencyKey: string;
    readonly orderId: string;
    readonly expectedVersion: number;
  };
}
type Play = (scene: Scene) => Promise<unknown>;

/** Both sides of an order and the platform's finance, step by step through the product's own verbs. */
export class OrderDesk {
  private readonly ids = new Map<number, string>();
  private channelId: string | null = null;
  private readonly names: ReadonlyMap<string, string>;
  private readonly regions: ReadonlyMap<string, string>;
  private readonly plays: Readonly<Record<Exclude<OrderStepName, 'PLACE'>, Play>>;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    { buyers, assisting }: DemoPlan,
    private readonly shelves: Shelves,
  ) {
    const all = [...buyers, ...assisting];
    this.names = new Map(all.map(({ key, name }) => [key, name]));
    this.regions = new Map(all.map(({ key, regionCode }) => [key, regionCode]));
    const aftersales = new AftersalesDesk(stage, cast);
    this.plays = {
      APPROVE: (scene) => this.approve(scene),
      SIGN_AS_SUPPLIER: (scene) => this.sign(scene, scene.order.supplierKey, 'admin'),
      SIGN_AS_BUYER: (scene) => this.sign(scene, scene.order.buyerKey, 'approver'),
      PAY: (scene) => this.payFirst(scene),
      CANCEL_AS_BUYER: (scene) => this.cancel(scene, scene.order.buyerKey, 'NO_LONGER_NEEDED'),
      CANCEL_AS_SUPPLIER: (scene) => this.cancel(scene, scene.order.supplierKey, 'GOODS_NOT_AVAILABLE'),
      DISPATCH_FIRST: (scene) => this.dispatch(scene, halfOf(scene.order)),
      DISPATCH_LAST: (scene) => this.dispatch(scene, restOf(scene.order)),
      ARRIVE: (scene) => this.arrive(scene),
      DISPUTE: (scene) => this.dispute(scene),
      RESOLVE_DISPUTE: (scene) => this.resolve(scene),
      ACCEPT: (scene) => this.accept(scene),
      REFUSE: (scene) => this.refuse(scene),
      PAY_AFTER_ACCEPTANCE: (scene) => this.pay(scene),
      ASK_REFUND: ({ order, facts }) => aftersales.ask(order, facts),
      DECIDE_REFUND: ({ order, facts }) => aftersales.decide(order, facts),
    };
  }

  /** Plays one kind of step for several orders at one moment. */
  async play(name: OrderStepName, steps: readonly OrderStep[]): Promise<void> {
    if (name === 'PLACE') {
      await this.stage.together(steps, ({ order }) => this.place(order));
      return;
    }
    const ids = steps.flatMap(({ order }) => this.ids.get(order.number) ?? []);
    const known = await readOrderFacts(this.stage.database, ids);
    await this.stage.together(steps, async ({ order }) => {
      const facts = known.get(this.ids.get(order.number) ?? '');
      if (!facts) throw new Error(`order ${order.number} was not placed`);
      const seen = { ...keyed(order, name), orderId: facts.id, expectedVersion: facts.version };
      await this.plays[name]({ order, facts, seen });
    });
  }

  /** An order that came to be elsewhere, by a call-off or an award; it goes on like any other. */
  adopt(order: PlannedOrder, id: string): void {
    this.ids.set(order.number, id);
  }

  /** From now on there is a channel to order over. */
  openChannel(id: string): void {
    this.channelId = id;
  }

  private async place(order: PlannedOrder): Promise<void> {
    const input = {
      ...keyed(order, 'PLACE'),
      lines: [
        {
          lotId: this.shelves.lotId(order.lotKey),
          quantity: kilograms(BigInt(order.kilograms) * GRAMS_PER_KILOGRAM),
        },
      ],
      unitId: this.cast.idOf(order.unitKey),
      ...saidTerms(order.fate === 'NEVER_PAID' ? { terms: 'PREPAID' } : order),
      deliveryCounty: this.regions.get(order.buyerKey) ?? '',
      deliveryOn: addDays(businessDateOf(this.stage.now()), DELIVERY_AFTER_DAYS),
      purpose: order.purpose ?? null,
      channelId: order.overChannel ? this.channelId : null,
    };
    const answer = this.stage.use(PlaceOrder).execute(this.cast.as(order.buyerKey, 'clerk'), input);
    const [orderId = ''] = (await done(label(order, 'PLACE'), answer)).orderIds;
    this.ids.set(order.number, orderId);
  }

  private async approve({ order, facts, seen }: Scene): Promise<void> {
    if (!facts.approvalRequired) return;
    const approver = this.cast.as(order.buyerKey, 'approver');
    await this.finish(order, 'APPROVE', this.stage.use(ApproveOrder).execute(approver, seen));
  }

  private sign({ order, facts, seen }: Scene, key: string, duty: string): Promise<void> {
    const { contractId, contractSha256 } = facts;
    const input = { ...seen, contractId, contractSha256, password: DEMO_PASSWORD };
    return this.finish(order, 'SIGN', this.stage.use(SignContract).execute(this.cast.as(key, duty), input));
  }

  /** All of it, or a deposit; the rest of that follows at once or after acceptance. */
  private async payFirst(scene: Scene): Promise<void> {
    const { order, facts } = scene;
    if (!order.inParts) return this.pay(scene);
    const next = await this.stage
      .use(PaymentParts)
      .next(this.stage.database, { kind: 'ORDER', id: facts.id });
    const depositFen = next?.leftFen ?? 0n;
    await this.pay(scene, depositFen, '-1');
    if (order.inParts === 'DEPOSIT_BEFORE_DISPATCH') await this.pay(scene, facts.outstandingFen - depositFen);
  }

  /** The bank statement shows the transfer with the order's code in its memo. */
  private async pay({ order, facts, seen }: Scene, fen = facts.outstandingFen, part = ''): Promise<void> {
    if (fen <= 0n) return; // everything was refused: nothing is due
    const input = {
      idempotencyKey: `${seen.idempotencyKey}${part}`,
      bankReference: `SHILI${String(order.number).padStart(6, '0')}${part}`,
      amount: yuanText(fen),
      payerName: this.names.get(order.buyerKey) ?? '',
      payerAccount: `6200${order.buyerKey.replaceAll(/\D/g, '').padEnd(12, '0')}`,
      memo: `货款 ${facts.transferCode ?? ''}`,
      receivedAt: toShanghaiIso(this.stage.now()),
    };
    await receiveTransfer(this.stage, this.cast, label(order, 'PAY'), input);
  }

  private cancel({ order, seen }: Scene, key: string, reason: 'NO_LONGER_NEEDED' | 'GOODS_NOT_AVAILABLE') {
    const actor = key === order.buyerKey ? this.cast.as(key, 'clerk') : this.cast.as(key);
    return this.finish(order, 'CANCEL', this.stage.use(CancelOrder).execute(actor, { ...seen, reason }));
  }

  private dispatch({ order, facts, seen }: Scene, grams: bigint): Promise<void> {
    const input = {
      ...seen,
      carrier: '示例物流',
      trackingNo: `SL${String(order.number).padStart(8, '0')}`,
      lines: [{ orderLineId: facts.lineId, quantity: kilograms(grams) }],
    };
    const supplier = this.cast.as(order.supplierKey);
    return this.finish(order, 'DISPATCH', this.stage.use(DispatchShipment).execute(supplier, input));
  }

  private arrive(scene: Scene): Promise<void> {
    const clerk = this.cast.as(scene.order.buyerKey, 'clerk');
    return this.eachShipment(scene, 'ARRIVE', (seen) => this.stage.use(MarkArrived).execute(clerk, seen));
  }

  private accept(scene: Scene): Promise<void> {
    const { order, facts } = scene;
    const clerk = this.cast.as(order.buyerKey, 'clerk');
    return this.eachShipment(scene, 'ACCEPT', (seen) => {
      const shipment = facts.shipments.find(({ id }) => id === seen.shipmentId);
      const grams = BigInt(shipment?.grams ?? '0');
      const found =
        order.fate === 'SETTLES_SHORT' ? (grams * BigInt(1000 - order.shortPerMille)) / 1000n : grams;
      const line = {
        shipmentLineId: shipment?.lineId ?? '',
        quantity: kilograms(found),
        grade: '一级',
        varianceReason: found < grams ? ('SHORT_WEIGHT' as const) : null,
        photoIds: [],
      };
      return this.stage.use(AcceptDelivery).execute(clerk, { ...seen, lines: [line] });
    });
  }

  private refuse(scene: Scene): Promise<void> {
    const clerk = this.cast.as(scene.order.buyerKey, 'clerk');
    return this.eachShipment(scene, 'REFUSE', (seen) =>
      this.stage.use(RefuseDelivery).execute(clerk, { ...seen, reason: 'SPOILED', photoIds: [] }),
    );
  }

  private dispute({ order, seen }: Scene): Promise<void> {
    const clerk = this.cast.as(order.buyerKey, 'clerk');
    return this.finish(
      order,
      'DISPUTE',
      this.stage.use(OpenDispute).execute(clerk, { ...seen, reason: 'QUALITY' }),
    );
  }

  private resolve({ order, seen }: Scene): Promise<void> {
    const input = { ...seen, outcome: 'SETTLED_BETWEEN_THEM' as const };
    const answer = this.stage.use(ResolveDispute).execute(this.cast.as(PLATFORM_KEY), input);
    return this.finish(order, 'RESOLVE', answer);
  }

  private async eachShipment(
    { order, facts }: Scene,
    what: OrderStepName,
    take: (seen: {
      idempotencyKey: string;
      shipmentId: string;
      expectedVersion: number;
    }) => Promise<Outcome<unknown>>,
  ): Promise<void> {
    for (const { id, version } of facts.shipments) {
      const idempotencyKey = `${keyed(order, what).idempotencyKey}-${id}`;
      await this.finish(order, what, take({ idempotencyKey, shipmentId: id, expectedVersion: version }));
    }
  }

  private async finish(order: PlannedOrder, what: string, outcome: Promise<Outcome<unknown>>): Promise<void> {
    await done(label(order, what), outcome);
  }
}

const keyed = (order: PlannedOrder, step: string) => ({
  idempotencyKey: `demo-order-${order.number}-${step}`,
});
const label = (order: PlannedOrder, step: string) =>
  `${step} of order ${order.number} (${order.fate}, ${order.terms})`;

/** Whole packs of 10 kg in the first of two shipments. */
const halfOf = (order: PlannedOrder) => BigInt(Math.floor(order.kilograms / 20) * 10) * GRAMS_PER_KILOGRAM;
const restOf = (order: PlannedOrder) =>
  BigInt(order.kilograms) * GRAMS_PER_KILOGRAM - (order.shipments === 2 ? halfOf(order) : 0n);
