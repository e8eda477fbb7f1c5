import { Injectable } from '@nestjs/common';
import { unitOf, type MoneyText, type QuantityText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { Pairings } from '../../pairing/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { TermsAcceptance, readCap, readQuantities } from '../../sourcing/index';
import { poolRefusals } from '../domain/pool.refusals';
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
  readonly pairingChoice?: string | null;
}

export type JoinSaid = Pick<
  PoolJoin,
  'leastBase' | 'wantBase' | 'capFen' | 'capUnit' | 'worthFen' | 'deliveryCounty' | 'named' | 'pairingChoice'
>;

/** Holds what a joining unit says against the pool's terms, the map and the pairings. */
@Injectable()
export class JoinAcceptance {
  constructor(
    private readonly terms: TermsAcceptance,
    private readonly pools: PoolBook,
    private readonly organizations: Organizations,
    private readonly pairings: Pairings,
  ) {}

  async accept(tx: Tx, pool: Pool, unitId: string, said: SaidJoin): Promise<JoinSaid> {
    const { dimension } = unitOf(pool.unit);
    const { minimumBase, maximumBase } = readQuantities(said, { dimension, soldIn: pool.unit }, []);
    requireWholePacks(minimumBase, pool.packBase, ['minimum']);
    requireWholePacks(maximumBase, pool.packBase, ['maximum']);
    // So much that the units of a full pool could not be summed is refused here, not when the pool is closed.
    readCap(said.cap, { unit: pool.unit, maximumBase: pool.limitBase * 2n }, ['cap']);
    const cap = readCap(said.cap, { unit: pool.unit, maximumBase }, ['cap']);
    const { deliveryCounty, named, pairingChoice = null } = said;
    const windows = await this.pools.windowsOf(tx, pool);
    await this.terms.requireCounty(tx, { deliveryCounty, windows }, ['deliveryCounty']);
    if (pairingChoice !== null) await this.requireCovering(tx, pairingChoice, unitId);
    return { leastBase: minimumBase, wantBase: maximumBase, ...cap, deliveryCounty, named, pairingChoice };
  }

  /** Where the goods come from nobody knows yet: whether it covers them too is seen when they are ordered. */
  private async requireCovering(tx: Tx, pairingId: string, unitId: string): Promise<void> {
    const unit = await this.organizations.find(tx, unitId);
    const covers = await this.pairings.coversUnit(tx, {
      pairingId,
      unitRegionCode: unit?.regionCode ?? '',
      on: businessDateOf(tx.at),
      kind: 'EAST_WEST',
    });
    if (!covers) refuse(poolRefusals.PAIRING_NOT_APPLICABLE(['pairingChoice']));
  }
}
