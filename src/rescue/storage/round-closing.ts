import { Injectable } from '@nestjs/common';
import { fairShares, splitFen } from '../../../libs/money/src/index';
import { Refused } from '../../../libs/workflow/src/index';
import { LotStock } from '../../catalog/index';
import type { Actor, Tx } from '../../platform/index';
import { AgreedOrders } from '../../procurement/index';
import { PartBudgets } from './part-budgets';
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
    private readonly orders: AgreedOrders,
  ) {}

  /** The round is locked and gathers. Budgets come before the lot, as everywhere. */
  async close(tx: Tx, round: RescueRound): Promise<void> {
    const parts = await this.book.parts(tx, round);
    await this.budgets.giveBack(tx, parts);
    const lot = (await this.stock.lock(tx, [round.lotId])).get(round.lotId);
    const shares = sharesOf(round, parts, lot?.availableBase ?? 0n);
    const together = shares.reduce((sum, { givenBase }) => sum + givenBase, 0n);
    if (together < round.minimumBase) return this.missMinimum(tx, round, parts);
    const served: RescuePart[] = [];
    for (const share of shares) if (await this.serve(tx, round, share)) served.push(share.part);
    const verb = served.length > 0 ? 'fill' : 'cancel';
    const moved = await this.book.move(tx, round, verb, null);
    const kind = verb === 'fill' ? 'RESCUE_ROUND_FILLED' : 'RESCUE_ROUND_CANCELLED';
    await this.book.tellSellers(tx, moved, kind);
    await this.tellBuyers(tx, moved, served, 'RESCUE_ROUND_FILLED');
    const without = parts.filter((part) => !served.includes(part));
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

  /** Each alone: who cannot order any more, gets nothing, and the others go on. */
  private async serve(tx: Tx, round: RescueRound, { part, givenBase, freightFen }: Share): Promise<boolean> {
    if (givenBase === 0n) return giveNothing(tx, part);
    const { unitId, buyerId, deliveryCounty, pairingChoice } = part;
    const { supplierId, deliveryOn, lotId, unitPriceFen, priceUnit } = round;
    try {
      const [orderId] = await this.orders.place(tx, joinerOf(part), [
        {
          buyerId,
          unitId,
          supplierId,
          terms: 'PREPAID',
          deliveryCounty,
          deliveryOn,
          pairingChoice,
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
      if (error instanceof Refused) return giveNothing(tx, part);
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

async function giveNothing(tx: Tx, part: RescuePart): Promise<false> {
  await tx.query('UPDATE rescue_parts SET given_base = 0 WHERE id = $1', [part.id]);
  return false;
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
