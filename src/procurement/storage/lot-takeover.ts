import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CatalogReader, LotStock } from '../../catalog/index';
import type { Tx } from '../../platform/index';
import type { ReservedHarvest } from '../../supply/index';
import { partOf, type WaitingLine } from '../domain/order-harvest';
import { OrderBook, orderedBase } from './order-book';
import { OrderLine, type OrderLineValues } from './order-line.entity';

/** A lot that a line's reservation was brought to. */
interface Portion {
  readonly lotId: string;
  readonly quantityBase: bigint;
}

/** Lines of an order come to stand on the lots their reservations were moved to. */
@Injectable()
export class LotTakeover {
  constructor(
    private readonly book: OrderBook,
    private readonly stock: LotStock,
    private readonly catalog: CatalogReader,
  ) {}

  /** Says whether any did. */
  async takeOver(
    tx: Tx,
    lines: readonly OrderLineValues[],
    waiting: readonly OrderLineValues[],
    reserved: readonly ReservedHarvest[],
  ): Promise<boolean> {
    const holdings = await this.stock.heldUnderLock(
      tx,
      waiting.map(({ id }) => id),
    );
    let position = Math.max(...lines.map((line) => line.position));
    const moved = waiting.map((line) => {
      const own = holdings.filter(({ holderId }) => holderId === line.id);
      const split = splitLine(
        line,
        own,
        reserved.find(({ holderId }) => holderId === line.id),
      );
      return { rest: split.rest, born: split.born.map((one) => ({ ...one, position: (position += 1) })) };
    });
    await this.write(tx, moved);
    return holdings.length > 0;
  }

  /** New lines take over their part of what the old one holds. */
  private async write(
    tx: Tx,
    moved: readonly { rest: OrderLineValues; born: readonly OrderLineValues[] }[],
  ): Promise<void> {
    const all = moved.flatMap(({ rest, born }) => [rest, ...born]);
    const facts = await this.catalog.lotFacts(
      tx,
      all.flatMap(({ lotId }) => lotId ?? []),
    );
    const known = (line: OrderLineValues): OrderLineValues => {
      const lot = facts.get(line.lotId ?? '');
      if (!lot) return line;
      const { grade, certificateNo, harvestedOn } = lot;
      return { ...line, grade, certificateNo, harvestedOn };
    };
    await this.book.changeLines(
      tx,
      moved.map(({ rest }) => known(rest)),
    );
    const born = moved.flatMap((one) => one.born.map((line) => ({ line: known(line), from: one.rest.id })));
    if (born.length === 0) return;
    await tx.add(
      OrderLine,
      born.map(({ line }) => line),
    );
    const holdings = born.flatMap(({ line, from }) =>
      line.lotId === null
        ? []
        : [{ lotId: line.lotId, quantityBase: line.quantityBase, holderId: line.id, from }],
    );
    await this.stock.release(
      tx,
      holdings.map(({ from, ...holding }) => ({ ...holding, holderId: from })),
    );
    await this.stock.reserveDecided(
      tx,
      holdings.map(({ lotId, holderId, quantityBase }) => ({ lotId, holderId, quantityBase })),
    );
  }
}

/** The line that is left where it was, or becomes the last lot's where nothing is, and the lines of the other lots. */
function splitLine(
  line: OrderLineValues,
  portions: readonly Portion[],
  reserved: WaitingLine | undefined,
): { rest: OrderLineValues; born: Omit<OrderLineValues, 'position'>[] } {
  const { reservedBase, cutBase } = reserved ?? { reservedBase: 0n, cutBase: 0n };
  const stays = reservedBase + cutBase + line.cancelledBase > 0n;
  const last = stays ? undefined : portions.at(-1);
  const others = last ? portions.slice(0, -1) : portions;
  let worth = { quantityBase: orderedBase(line), goodsFen: line.goodsFen, vatFen: line.vatFen };
  const born = others.map(({ lotId, quantityBase }) => {
    const { part, rest } = partOf(worth, quantityBase);
    worth = rest;
    return { ...line, ...part, id: randomUUID(), lotId, cancelledBase: 0n, cutBase: 0n };
  });
  const quantityBase = worth.quantityBase + line.cancelledBase;
  return { rest: { ...line, ...worth, quantityBase, cutBase, lotId: last?.lotId ?? null }, born };
}
