import { Injectable } from '@nestjs/common';
import { businessDateOf, type DomainEvent, type Tx } from '../../platform/index';
import { Orders, Settlements, orderEvents } from '../../procurement/index';
import { subjectOf, type Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { Bookkeeping } from './bookkeeping';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { CountingExclusions } from './counting-exclusions';
import type { NewEntry } from './new-entries';
import { OrderPortions } from './order-portions';

/** What happened to one order. */
interface Happened {
  readonly orderId: string;
  readonly event: DomainEvent;
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * What events of different orders mean for counting, in as many statements as for one. It may run again: what is there
 * already stays as it is. The caller holds the orders.
 */
@Injectable()
export class OrderBatches {
  constructor(
    private readonly orders: Orders,
    private readonly settlements: Settlements,
    private readonly entries: CountingEntries,
    private readonly exclusions: CountingExclusions,
    private readonly bookkeeping: Bookkeeping,
    private readonly portions: OrderPortions,
  ) {}

  async book(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    const all = events.map(happened);
    const standing = await this.entries.ofOrders(
      tx,
      all.map(({ orderId }) => orderId),
    );
    const causes = new Map(all.map(({ orderId, event }) => [orderId, `event:${event.id}`]));
    const portions = [...(await this.paid(tx, all, standing)), ...(await this.settled(tx, all))];
    const taken = await this.taken(tx, all, standing);
    const counted = await this.bookkeeping.counted(
      tx,
      portions,
      ({ source }) => causes.get(subjectOf(source)) ?? '',
    );
    await this.entries.write(tx, [...taken, ...counted]);
  }

  /** Paid: every order line stands provisionally, judged for the day it was first paid. */
  private async paid(tx: Tx, all: readonly Happened[], standing: readonly LiveEntry[]): Promise<Portion[]> {
    const paid = new Map(
      all
        .filter(({ event }) => event.kind === orderEvents.paid)
        .map(({ orderId, event }) => [orderId, event]),
    );
    if (paid.size === 0) return [];
    for (const { orderId } of standing) if (orderId) paid.delete(orderId);
    for (const orderId of await this.exclusions.knownAmong(tx, [...paid.keys()])) paid.delete(orderId);
    const lines = await this.orders.linesOf(tx, [...paid.keys()]);
    return this.portions.ofOrdered(tx, lines, (orderId) => businessDateOf(paid.get(orderId)?.at ?? tx.at));
  }

  /** Settled: every settled line is judged for the settlement date. */
  private async settled(tx: Tx, all: readonly Happened[]): Promise<Portion[]> {
    const settlements = all
      .filter(({ event }) => event.kind === orderEvents.settled)
      .map((one) => said(one, 'settlementId'));
    if (settlements.length === 0) return [];
    return this.portions.ofSettled(tx, await this.settlements.linesOf(tx, settlements));
  }

  /** Settled or cancelled: what is provisional is voided. Refunded: the goods part is reversed in every scheme it counts in. */
  private async taken(tx: Tx, all: readonly Happened[], standing: readonly LiveEntry[]): Promise<NewEntry[]> {
    const wanted = all.flatMap((one) =>
      standing
        .filter(({ orderId }) => orderId === one.orderId)
        .flatMap((entry) => {
          const back = takesBack(one, entry);
          return back ? [{ entry, back }] : [];
        }),
    );
    await this.entries.holdMonths(
      tx,
      wanted.map(({ entry }) => ({ agreementId: entry.agreementId, day: entry.period })),
    );
    const taken: NewEntry[] = [];
    for (const { entry, back } of wanted)
      taken.push(...(await this.entries.takenBack(tx, entry, back.fen, back.why)));
    return taken;
  }
}

function happened(event: DomainEvent): Happened {
  const { orderId, ...facts } = event.payload as Record<string, string>;
  if (!orderId) throw new Error(`${event.kind} names no order`);
  return { orderId, event, facts };
}

function takesBack(one: Happened, entry: LiveEntry): { fen: bigint; why: TakingBack } | null {
  const { kind, id } = one.event;
  if (kind === orderEvents.settledLineRefunded) {
    if (entry.portionId !== said(one, 'settlementLineId')) return null;
    const why: TakingBack = { cause: `refund:${said(one, 'lineRefundId')}`, reason: 'REFUND' };
    return { fen: BigInt(said(one, 'goodsFen')), why };
  }
  if (kind === orderEvents.paid || entry.kind !== 'PROVISIONAL') return null;
  const reason = kind === orderEvents.settled ? 'SETTLED' : 'CANCELLED';
  return { fen: entry.restFen, why: { cause: `event:${id}`, reason } };
}

function said({ event, facts }: Happened, name: string): string {
  const value = facts[name];
  if (value === undefined) throw new Error(`${event.kind} does not say its ${name}`);
  return value;
}
