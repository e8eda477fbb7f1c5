import { Injectable } from '@nestjs/common';
import { PREPAID } from '../../../libs/payment-plan/src/index';
import { fairShares, splitFen } from '../../../libs/money/src/index';
import { Refused } from '../../../libs/workflow/src/index';
import { LotStock } from '../../catalog/index';
import type { Actor, Tx } from '../../platform/index';
import { AgreedOrders } from '../../procurement/index';
import { PartBudgets } from './part-budgets';
import { PartChannels } from './part-channels';
import { RoundBook } from './round-book';
import { RescuePart, type RescueRound } from './rescue-round.entity';

interface Share {
  readonly part: RescuePart;
  readonly givenBase: bigint;
  readonly freightFen: bigint;
}

/** Closes a round: shares what there is fairly, and places one order for each who gets a part. */
@Injectable()
export class RoundClosing {
  constructor(
    private readonly book: RoundBook,
    private readonly budgets: PartBudgets,
    private readonly stock: LotStock,
    private readonly channels: PartChannels,
    private readonly orders: AgreedOrders,
  ) {}

  /** The round is locked and gathers. Budgets come before the lot, and the lot before mandates, as everywhere. */
  async close(tx: Tx, round: RescueRound): Promise<void> {
    const parts = await this.book.parts(tx, round);
    await this.budgets.giveBack(tx, parts);
    const lot = (await this.stock.lock(tx, [round.lotId])).get(round.lotId);
    await this.channels.lock(tx, round, parts);
    const served = await this.serveAll(tx, round, parts, lot?.availableBase ?? 0n);
    if (served.length === 0) return this.missMinimum(tx, round, parts);
    const without = parts.filter((part) => !served.includes(part));
    for (const part of without) await giveNothing(tx, part);
    const moved = await this.book.move(tx, round, 'fill', null);
    await this.book.tellSellers(tx, moved, 'RESCUE_ROUND_FILLED');
    await this.tellBuyers(tx, moved, served, 'RESCUE_ROUND_FILLED');
    await this.tellBuyers(tx, moved, without, 'RESCUE_PART_WITHOUT_ORDER');
  }

  /** Nobody gets anything: what was held of budgets goes back. */
  async release(tx: Tx, round: RescueRound): Promise<RescuePart[]> {
    const parts = await this.book.parts(tx, round);
    await this.budgets.giveBack(tx, parts);
    for (const part of parts) await giveNothing(tx, part);
    return parts;
  }

  async tellBuyers(
    tx: Tx,
    round: RescueRound,
    parts: readonly RescuePart[],
    kind: Parameters<RoundBook['tell']>[2],
  ): Promise<void> {
    await this.book.tell(
      tx,
      round,
      kind,
      parts.map(({ buyerId }) => buyerId),
    );
  }

  private async missMinimum(tx: Tx, round: RescueRound, parts: readonly RescuePart[]): Promise<void> {
    for (const part of parts) await giveNothing(tx, part);
    const moved = await this.book.move(tx, round, 'missMinimum', null);
    await this.book.tellSellers(tx, moved, 'RESCUE_ROUND_BELOW_MIN');
    await this.tellBuyers(tx, moved, parts, 'RESCUE_PART_WITHOUT_ORDER');
  }

  /**
   * Who cannot order any more is left out, and what there is is shared again among the others: so all the freight is
   * paid, nothing lies idle, and no order is placed where fewer than the minimum remain.
   */
  private async serveAll(
    tx: Tx,
    round: RescueRound,
    joined: readonly RescuePart[],
    availableBase: bigint,
  ): Promise<RescuePart[]> {
    let able = joined;
    for (;;) {
      const shares = sharesOf(round, able, availableBase).filter(({ givenBase }) => givenBase > 0n);
      const together = shares.reduce((sum, { givenBase }) => sum + givenBase, 0n);
      if (together < round.minimumBase) return [];
      await tx.query('SAVEPOINT shared_out');
      const unable: RescuePart[] = [];
      for (const share of shares) if (!(await this.serve(tx, round, share))) unable.push(share.part);
      if (unable.length === 0) return shares.map(({ part }) => part);
      await tx.query('ROLLBACK TO SAVEPOINT shared_out');
      able = able.filter((part) => !unable.includes(part));
    }
  }

  private async serve(tx: Tx, round: RescueRound, { part, givenBase, freightFen }: Share): Promise<boolean> {
    const { unitId, buyerId, deliveryCounty, pairingChoice, channelId } = part;
    const { supplierId, deliveryOn, lotId, unitPriceFen, priceUnit } = round;
    try {
      const [orderId] = await this.orders.place(tx, joinerOf(part), [
        {
          buyerId,
          unitId,
          supplierId,
          terms: 'PREPAID',
          plan: PREPAID,
          deliveryCounty,
          deliveryOn,
          pairingChoice,
          channelId,
          freight: { kind: freightFen > 0n ? 'FIXED' : 'INCLUDED', fen: freightFen },
          lines: [{ lotId, quantityBase: givenBase, unitPriceFen, priceUnit }],
        },
      ]);
      await tx.query('UPDATE rescue_parts SET given_base = $2, order_id = $3 WHERE id = $1', [
        part.id,
        givenBase,
        orderId,
      ]);
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }
}

/** Freight is one sum, shared by what each gets. */
function sharesOf(round: RescueRound, parts: readonly RescuePart[], availableBase: bigint): Share[] {
  const thereBase = availableBase < round.offeredBase ? availableBase : round.offeredBase;
  const claims = parts.map(({ leastBase, wantBase }) => ({ leastBase, wantBase }));
  const given = fairShares(thereBase, claims, round.packBase);
  const some = given.some((base) => base > 0n);
  const freights = some ? splitFen(round.freightFen, given) : [];
  return parts.map((part, index) => ({
    part,
    givenBase: given[index] ?? 0n,
    freightFen: freights[index] ?? 0n,
  }));
}

async function giveNothing(tx: Tx, part: RescuePart): Promise<void> {
  await tx.query('UPDATE rescue_parts SET given_base = 0 WHERE id = $1', [part.id]);
}

/** Time closes the round for whoever joined it: the order is his, as his audit row says. */
function joinerOf({ memberId, buyerId }: RescuePart): Actor {
  return {
    memberId,
    organizationId: buyerId,
    organizationKind: '',
    roles: [],
    regionCode: null,
    side: null,
    sessionId: '',
  };
}
