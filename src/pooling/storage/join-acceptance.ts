import { Injectable } from '@nestjs/common';
import { unitOf, type MoneyText, type QuantityText } from '../../../libs/money/src/index';
import type { Tx } from '../../platform/index';
import { TermsAcceptance, readCap, readQuantities } from '../../sourcing/index';
import { requireWholePacks } from '../domain/pool-terms';
import { PoolBook } from './pool-book';
import type { Pool } from './pool.entity';
import type { PoolJoin } from './pool-join.entity';

/** What a unit says that joins. */
export interface SaidJoin {
  readonly minimum: QuantityText;
  readonly maximum: QuantityText;
  readonly cap: { readonly price: MoneyText; readonly priceUnit: string };
  readonly deliveryCounty: string;
  readonly named: boolean;
}

export type JoinSaid = Pick<
  PoolJoin,
  'leastBase' | 'wantBase' | 'capFen' | 'capUnit' | 'worthFen' | 'deliveryCounty' | 'named'
>;

/** Holds what a joining unit says against the pool's terms and the map. */
@Injectable()
export class JoinAcceptance {
  constructor(
    private readonly terms: TermsAcceptance,
    private readonly pools: PoolBook,
  ) {}

  async accept(tx: Tx, pool: Pool, said: SaidJoin): Promise<JoinSaid> {
    const { dimension } = unitOf(pool.unit);
    const { minimumBase, maximumBase } = readQuantities(said, { dimension, soldIn: pool.unit }, []);
    requireWholePacks(minimumBase, pool.packBase, ['minimum']);
    requireWholePacks(maximumBase, pool.packBase, ['maximum']);
    // So much that the units of a full pool could not be summed is refused here, not when the pool is closed.
    readCap(said.cap, { unit: pool.unit, maximumBase: pool.limitBase * 2n }, ['cap']);
    const cap = readCap(said.cap, { unit: pool.unit, maximumBase }, ['cap']);
    const { deliveryCounty, named } = said;
    const windows = await this.pools.windowsOf(tx, pool);
    await this.terms.requireCounty(tx, { deliveryCounty, windows }, ['deliveryCounty']);
    return { leastBase: minimumBase, wantBase: maximumBase, ...cap, deliveryCounty, named };
  }
}
