import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { MemberGoods } from '../../hubs/index';
import { Offering } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import { quotingRefusals } from '../domain/quoting.refusals';
import type { Chosen } from './pooled-award';
import type { Quote } from './quote.entity';

/** A quote and what is taken of it. */
export interface Bound {
  readonly quote: Quote;
  readonly chosen: Chosen;
}

/**
 * Whether who quoted may still sell what he offered: a quote waits for weeks, and a mandate or an admission may end in
 * them. Nobody is bound by the word of an agent that is his no more; whose lots they are is asked where orders are placed.
 */
@Injectable()
export class QuoterStanding {
  constructor(
    private readonly offering: Offering,
    private readonly members: MemberGoods,
  ) {}

  /** Refuses QUOTER_SELLS_NO_MORE with the path of the award; the mandates that hold stay as they are until the end. */
  async require(tx: Tx, bound: readonly Bound[]): Promise<void> {
    const quoters = bound.map(({ quote }) => quote.supplierId);
    const shut = await this.offering.whyNot(tx, [...new Set(quoters)]);
    for (const { quote, chosen } of bound) {
      const agentId = quote.supplierId;
      const principals = chosen.deliveries
        .map(({ delivery }) => delivery.sellerId)
        .filter((sellerId) => sellerId !== agentId);
      if (shut.has(agentId) || !(await this.sellsFor(tx, agentId, principals)))
        refuse(quotingRefusals.QUOTER_SELLS_NO_MORE(chosen.path));
    }
  }

  private async sellsFor(tx: Tx, agentId: string, principals: readonly string[]): Promise<boolean> {
    if (principals.length === 0) return true;
    const own = await this.members.offersFor(tx, agentId);
    return principals.every((principal) => own.has(principal));
  }
}
