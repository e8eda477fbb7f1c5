import { Injectable } from '@nestjs/common';
import { Refused, type Refusal } from '../../../libs/workflow/src/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { AgreedOrders, type AgreedLine } from '../../procurement/index';
import { priceOn } from '../domain/price-on';
import { commitmentOf } from './call-off-approval';
import { CallOffLots, type ServedLine } from './call-off-lots';
import type { FrameworkAgreement } from './framework-agreement.entity';
import { FrameworkPrices } from './framework-prices';
import { FrameworkQuantities } from './framework-quantities';

export interface CallOffWish {
  readonly unitId: string;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly deliveryUntil: string;
  readonly pairingChoice: string | null;
  readonly channelId: string | null;
}

type Lines = Parameters<CallOffLots['choose']>[1]['lines'];

/** Turns a call-off into an order at the price of its day, and takes it from what is left, in one transaction. */
@Injectable()
export class CallOffPlacement {
  constructor(
    private readonly lots: CallOffLots,
    private readonly prices: FrameworkPrices,
    private readonly orders: AgreedOrders,
    private readonly quantities: FrameworkQuantities,
  ) {}

  async place(
    tx: Tx,
    actor: Actor,
    framework: FrameworkAgreement,
    wish: CallOffWish,
    lines: Lines,
  ): Promise<string> {
    const served = await this.lots.choose(tx, { framework, lines, ...wish });
    const { id: frameworkId, supplierId, terms, freightKind, freightFen } = framework;
    const order = {
      frameworkId,
      buyerId: actor.organizationId,
      supplierId,
      terms,
      plan: framework,
      freight: { kind: freightKind, fen: freightFen },
      lines: await this.pricedLines(tx, served),
      commitment: await commitmentOf(tx, actor, framework),
      ...wish,
    };
    const orderId = await this.order(tx, actor, order, served);
    await this.quantities.callOff(tx, orderId, byLine(lines));
    return orderId;
  }

  /** Refusals of an order line are said of the line of the call-off it serves. */
  private async order(
    tx: Tx,
    actor: Actor,
    order: Parameters<AgreedOrders['place']>[2][number],
    served: readonly ServedLine[],
  ): Promise<string> {
    try {
      const [orderId] = await this.orders.place(tx, actor, [order]);
      if (!orderId) throw new Error('one call-off is one order');
      return orderId;
    } catch (error) {
      if (error instanceof Refused) throw new Refused(error.refusals.map((one) => atCallOff(one, served)));
      throw error;
    }
  }

  private async pricedLines(tx: Tx, served: readonly ServedLine[]): Promise<AgreedLine[]> {
    const today = businessDateOf(tx.at);
    const prices = await this.prices.of(
      tx,
      served.map(({ from }) => from.line.id),
    );
    return served.map(({ from: { line }, lotId, forwardSupplyId, quantityBase }) => ({
      ...(lotId ? { lotId } : {}),
      // the agreed grade or a better one: the harvest has none yet
      ...(forwardSupplyId ? { forwardSupplyId, leastGrade: line.grade } : {}),
      quantityBase,
      unitPriceFen: priceOn(line.unitPriceFen, prices.get(line.id) ?? [], today),
      priceUnit: line.priceUnit,
      frameworkLineId: line.id,
    }));
  }
}

function atCallOff(refusal: Refusal, served: readonly ServedLine[]): Refusal {
  const [head, index, ...rest] = refusal.path;
  if (head !== 'lines' || typeof index !== 'number') return refusal;
  return { ...refusal, path: ['lines', served[index]?.from.index ?? 0, ...rest] };
}

function byLine(lines: Lines): { lineId: string; quantityBase: bigint }[] {
  const together = new Map<string, bigint>();
  for (const { line, quantityBase } of lines)
    together.set(line.id, (together.get(line.id) ?? 0n) + quantityBase);
  return [...together].map(([lineId, quantityBase]) => ({ lineId, quantityBase }));
}
