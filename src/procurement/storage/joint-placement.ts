import { Injectable } from '@nestjs/common';
import { DepositFloor } from '../../payments/index';
import { businessDateOf, notFound, type Tx, type Verdict } from '../../platform/index';
import { OfferedGoods } from './offered-goods';
import { Offers } from './offers';
import { Placement } from './placement';
import { linesOf, PlacementDecision, type Candidate, type Placed, type Placing } from './placement-decision';
import { UnitsBoughtFor } from './units-bought-for';

/**
 * Places baskets of several buyers in one transaction, each accepted or refused alone, in their order.
 * First a look without locks, so that who asks for what is gone waits for nobody; then budgets and lots are locked,
 * in the global order, and every basket is decided again on what the ones before it have left.
 */
@Injectable()
export class JointPlacement {
  constructor(
    private readonly unitsBought: UnitsBoughtFor,
    private readonly offered: OfferedGoods,
    private readonly offers: Offers,
    private readonly decision: PlacementDecision,
    private readonly placement: Placement,
    private readonly floor: DepositFloor,
  ) {}

  async place(tx: Tx, asked: readonly Placing[]): Promise<Verdict<Placed>[]> {
    const candidates: Candidate[] = asked.map((one) => ({ ...one, drafts: [], verdict: null }));
    await this.requireOwnUnits(tx, candidates);
    await this.requireDeposits(tx, open(candidates));
    await this.look(tx, open(candidates));
    if (open(candidates).length > 0) await this.decideAndWrite(tx, candidates);
    return candidates.map(({ verdict }) => verdict ?? { error: new Error('a basket was left undecided') });
  }

  private async decideAndWrite(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
    const { room, baskets } = await this.decision.decide(tx, open(candidates));
    if (baskets.length === 0) return;
    const orderIds = await this.placement.write(tx, room, baskets);
    open(candidates).forEach((one, index) => {
      one.verdict = { result: { orderIds: orderIds[index] ?? [] } };
    });
  }

  private async requireOwnUnits(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
    const own = await this.unitsBought.mayBuyFor(
      tx,
      candidates.map(({ actor, input }) => ({ organizationId: actor.organizationId, unitId: input.unitId })),
      businessDateOf(tx.at),
    );
    candidates.forEach((one, index) => {
      if (!own[index]) one.verdict = { error: notFound(['unitId']) };
    });
  }

  private async requireDeposits(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
    for (const one of candidates) {
      const below = await this.floor.refusal(tx, one.plan, ['paymentPlan']);
      if (below) one.verdict = { refusals: [below] };
    }
  }

  private async look(tx: Tx, candidates: readonly Candidate[]): Promise<void> {
    const lots = await this.offered.look(tx, linesOf(candidates));
    for (const one of candidates) {
      const { actor, input } = one;
      const { drafts, refusals } = await this.offers.decideOn(tx, lots, actor.organizationId, input, tx.at);
      one.drafts = drafts;
      if (refusals.length > 0) one.verdict = { refusals };
    }
  }
}

const open = (candidates: readonly Candidate[]) => candidates.filter(({ verdict }) => verdict === null);
