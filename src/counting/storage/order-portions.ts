import { Injectable } from '@nestjs/common';
import { Mandates, type MandateFactsOf } from '../../helpselling/index';
import { InvoiceMatches } from '../../invoices/index';
import type { Reader } from '../../platform/index';
import { Orders, Settlements, type SettledLine } from '../../procurement/index';
import { BOUGHT_PLAINLY, type HowBought, type Portion } from '../domain/portion';

type OrderedLine = Awaited<ReturnType<Orders['lines']>>[number];
type SoldLine = Pick<OrderedLine, 'mandateId' | 'purpose' | 'placedAt'>;

/** The portions of orders, with what is known of how they were bought. */
@Injectable()
export class OrderPortions {
  constructor(
    private readonly orders: Orders,
    private readonly settlements: Settlements,
    private readonly mandates: Mandates,
    private readonly invoices: InvoiceMatches,
  ) {}

  /** Before settlement: what is ordered, judged for the day it was paid. */
  async ordered(reader: Reader, orderId: string, on: string): Promise<Portion[]> {
    return this.ofOrdered(reader, await this.orders.lines(reader, orderId), () => on);
  }

  /** From settlement on: what was accepted and paid. */
  async settled(reader: Reader, settlementId: string): Promise<Portion[]> {
    return this.ofSettled(reader, await this.settlements.lines(reader, settlementId));
  }

  /** The unit an order was moved to by a confirmed correction; null: it counts for the one it was bought for. */
  async movedTo(reader: Reader, orderId: string): Promise<string | null> {
    const [moved] = await reader.query<{ unitId: string }>(
      `SELECT to_unit_id AS "unitId" FROM reattributions WHERE order_id = $1 AND state = 'CONFIRMED' ORDER BY confirmed_at DESC LIMIT 1`,
      [orderId],
    );
    return moved?.unitId ?? null;
  }

  /** What is settled of an order, for the unit it was bought for. */
  async ofOrder(reader: Reader, orderId: string): Promise<Portion[]> {
    return this.ofSettled(reader, await this.settlements.linesOfOrder(reader, orderId));
  }

  async line(reader: Reader, settlementLineId: string): Promise<Portion> {
    const line = await this.settlements.line(reader, settlementLineId);
    const [portion] = line ? await this.ofSettled(reader, [line]) : [];
    if (!portion) throw new Error(`the settled line ${settlementLineId} of an entry does not exist`);
    return portion;
  }

  async ofOrdered(
    reader: Reader,
    lines: readonly OrderedLine[],
    paidOn: (orderId: string) => string,
  ): Promise<Portion[]> {
    const how = await this.howBought(reader, lines);
    return lines.map((line) => ({
      ...line,
      source: { kind: 'ORDER_LINE', orderId: line.orderId, orderLineId: line.orderLineId },
      countyCode: line.originCountyCode,
      amountFen: line.goodsFen,
      on: paidOn(line.orderId),
      choices: choicesOf(line.pairingChoice),
      how: how(line),
    }));
  }

  async ofSettled(reader: Reader, lines: readonly SettledLine[]): Promise<Portion[]> {
    const how = await this.howBought(reader, lines);
    const matched = await this.invoices.matchedOf(
      reader,
      lines.map(({ orderLineId }) => orderLineId),
    );
    return lines.map((line) => {
      const { orderId, orderLineId, settlementLineId } = line;
      return {
        ...line,
        source: { kind: 'SETTLEMENT_LINE', orderId, orderLineId, settlementLineId },
        countyCode: line.originCountyCode,
        amountFen: line.goodsFen,
        on: line.settledOn,
        choices: choicesOf(line.pairingChoice),
        how: { ...how(line), automatic: line.automatic, invoiced: matched.has(orderLineId) },
      };
    });
  }

  private async howBought(reader: Reader, lines: readonly SoldLine[]) {
    const ids = lines.flatMap(({ mandateId }) => mandateId ?? []);
    const known = ids.length === 0 ? new Map<string, MandateFactsOf>() : await this.mandates.of(reader, ids);
    return ({ mandateId, purpose, placedAt }: SoldLine): HowBought => {
      const mandate = mandateId === null ? undefined : known.get(mandateId);
      // I11: by the recorded moments, whatever the order says.
      const earlier = mandate && mandate.signedAt < placedAt ? mandate : null;
      return { ...BOUGHT_PLAINLY, purpose, mandate: earlier };
    };
  }
}

const choicesOf = (choice: string | null) => (choice === null ? [] : [choice]);
