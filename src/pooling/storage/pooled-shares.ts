import { Injectable } from '@nestjs/common';
import { amountFen, formatQuantity } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Budgets } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import { leastOfPart, type Commitment } from '../../procurement/index';
import { sharesOf, type SharedDelivery } from '../domain/pool-sharing';
import { poolRefusals } from '../domain/pool.refusals';
import { PoolBook } from './pool-book';
import { Pool } from './pool.entity';
import { PoolJoinBook } from './pool-join-book';
import { PoolJoin } from './pool-join.entity';
import { lockBudgetsOf } from './units-budgets';

/** What is awarded to one place, of one line of the pooled request. */
export interface AwardedDelivery extends SharedDelivery {
  readonly deliveryCounty: string;
}

/** Orders units got of awards before. */
type Earlier = readonly { readonly joinId: string; readonly orderId: string }[];

/** What falls to one unit of one delivery: an order of its own, which its organization signs and pays. */
export interface UnitShare {
  readonly joinId: string;
  readonly buyerId: string;
  readonly unitId: string;
  /** Who said what it wants. */
  readonly placedBy: string;
  /** All it gets of the pool is one decision; where its limit asked for it, approved up to what it is worth. */
  readonly commitment: Commitment;
  readonly deliveryCounty: string;
  /** What it said when it joined, before anybody knew the goods. */
  readonly pairingChoice: string | null;
  /** Number of the delivery in what was asked. */
  readonly delivery: number;
  readonly quantityBase: bigint;
  /** Less of it would leave the unit below its least; null: any of it is of use. */
  readonly leastBase: bigint | null;
}

/**
 * The door for whoever awards a pooled request: `of` says what falls to whom, `passOn` frees the units' reservations for
 * the orders, `record` keeps what became of it. All in the awarding transaction, with the request locked before.
 */
@Injectable()
export class PooledShares {
  constructor(
    private readonly pools: PoolBook,
    private readonly joins: PoolJoinBook,
    private readonly budgets: Budgets,
  ) {}

  /** Refuses POOL_SHARE_SHORT at `deliveries.<n>` where nobody can take all of it. */
  async of(tx: Tx, requestId: string, deliveries: readonly AwardedDelivery[]): Promise<UnitShare[]> {
    const pool = await this.poolOf(tx, requestId);
    const units = await this.joins.activeOf(tx, pool, ['IN']);
    const counties = [...new Set(deliveries.map(({ deliveryCounty }) => deliveryCounty))];
    const earlier = await this.ordersOf(tx, units);
    const shares = counties.flatMap((county) => sharedIn(county, { pool, all: units, earlier }, deliveries));
    deliveries.forEach(({ quantityBase, deliveryCounty }, index) => {
      const shared = together(shares.filter(({ delivery }) => delivery === index));
      if (shared === quantityBase) return;
      const all = together(shares.filter((share) => share.deliveryCounty === deliveryCounty));
      refuse(poolRefusals.POOL_SHARE_SHORT({ all: formatQuantity(all, pool.unit) }, ['deliveries', index]));
    });
    return shares;
  }

  /** Gives back what the units hold for these quantities at their caps, each to its own year; answers the sum. */
  async passOn(tx: Tx, requestId: string, shares: readonly UnitShare[]): Promise<bigint> {
    const pool = await this.poolOf(tx, requestId);
    const served = new Set(shares.map(({ joinId }) => joinId));
    const joins = (await this.joins.activeOf(tx, pool, ['IN'])).filter(({ id }) => served.has(id));
    await lockBudgetsOf(tx, this.budgets, joins);
    let given = 0n;
    for (const join of joins) {
      const base = together(shares.filter(({ joinId }) => joinId === join.id));
      const fen = heldFor(join, join.sharedBase) - heldFor(join, join.sharedBase + base);
      const subject = { subjectKind: 'SourcingRequest', subjectId: requestId };
      if (fen > 0n) await this.budgets.giveBack(tx, { ...subject, unitId: join.unitId, fen });
      given += fen;
    }
    return given;
  }

  /** The order of each share, in their order; several shares of one unit may have become one order. */
  async record(tx: Tx, shares: readonly UnitShare[], orderIds: readonly string[]): Promise<void> {
    await tx.query(
      `WITH shares AS (
         INSERT INTO pool_shares (order_id, join_id, quantity_base, at)
         SELECT order_id, join_id, sum(base)::bigint, $4
           FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) s (order_id, join_id, base) GROUP BY order_id, join_id
         RETURNING join_id, quantity_base)
       UPDATE pool_joins j SET shared_base = j.shared_base + s.base, version = j.version + 1
         FROM (SELECT join_id, sum(quantity_base)::bigint AS base FROM shares GROUP BY join_id) s WHERE j.id = s.join_id`,
      [
        orderIds,
        shares.map(({ joinId }) => joinId),
        shares.map(({ quantityBase }) => String(quantityBase)),
        tx.at,
      ],
    );
  }

  private async ordersOf(tx: Tx, joins: readonly PoolJoin[]): Promise<Earlier> {
    return tx.query(
      'SELECT join_id AS "joinId", order_id AS "orderId" FROM pool_shares WHERE join_id = ANY($1::uuid[])',
      [joins.map(({ id }) => id)],
    );
  }

  private async poolOf(tx: Tx, requestId: string): Promise<Pool> {
    const known = await tx.manager.findOneByOrFail(Pool, { requestId });
    return (await this.pools.lock(tx, known.id)) ?? known;
  }
}

function sharedIn(
  county: string,
  { pool, all, earlier }: { pool: Pool; all: readonly PoolJoin[]; earlier: Earlier },
  deliveries: readonly AwardedDelivery[],
): UnitShare[] {
  const units = all.filter(({ deliveryCounty }) => deliveryCounty === county);
  const numbers = deliveries.flatMap(({ deliveryCounty }, index) =>
    deliveryCounty === county ? [index] : [],
  );
  const here = deliveries.filter(({ deliveryCounty }) => deliveryCounty === county);
  return sharesOf(units, here, pool.packBase).flatMap(({ unit, delivery, quantityBase }, _, portions) => {
    const join = units[unit];
    if (!join) return [];
    const wanted = { minimumBase: join.leastBase, awardedBase: join.sharedBase };
    const got = together(portions.filter((portion) => portion.unit === unit));
    const { id: joinId, buyerId, unitId, preparedBy: placedBy, pairingChoice } = join;
    const number = numbers[delivery] ?? 0;
    return [
      {
        joinId,
        buyerId,
        unitId,
        placedBy,
        commitment: commitmentOf(join, earlier),
        deliveryCounty: county,
        pairingChoice,
        delivery: number,
        quantityBase,
        leastBase: leastOfPart(wanted, got, quantityBase),
      },
    ];
  });
}

function commitmentOf({ id, approvedBy, worthFen }: PoolJoin, earlier: Earlier): Commitment {
  return {
    key: id,
    earlierOrderIds: earlier.flatMap(({ joinId, orderId }) => (joinId === id ? [orderId] : [])),
    approval: approvedBy ? { by: approvedBy, uptoFen: worthFen } : null,
  };
}

const together = (shares: readonly { quantityBase: bigint }[]) =>
  shares.reduce((sum, { quantityBase }) => sum + quantityBase, 0n);

/** What a unit still holds after it got so much: the rest it wants, at its cap. */
const heldFor = ({ wantBase, capFen, capUnit }: PoolJoin, sharedBase: bigint) =>
  amountFen({ unitPriceFen: capFen, priceUnit: capUnit }, wantBase - sharedBase);
