import { Injectable } from '@nestjs/common';
import type { PlanDetails } from '../../../libs/payment-plan/src/index';
import type { Refusal } from '../../../libs/workflow/src/index';
import { Admissions, ApprovalChains, Budgets } from '../../organizations/index';
import { businessDateOf, type Actor, type Origin, type Tx, type Verdict } from '../../platform/index';
import { totalFen, type OrderDraft } from '../domain/order';
import { HelpSales } from './help-sales';
import { OfferedGoods, takeFrom } from './offered-goods';
import { Offers } from './offers';
import type { DecidedBasket, PlacementInput } from './placement';

export interface Placing {
  readonly actor: Actor;
  /** The request that asks; one transaction does the work of several. */
  readonly cause?: Origin | undefined;
  readonly input: PlacementInput;
  readonly plan: PlanDetails;
}

export type Placed = { orderIds: string[] };

/** A basket on its way; one that has a verdict goes no further. */
export interface Candidate extends Placing {
  drafts: readonly OrderDraft[];
  verdict: Verdict<Placed> | null;
}

/** The grounds a basket is decided on besides the lots, read once for all. */
interface Grounds {
  /** By candidate. */
  readonly limits: readonly (bigint | null)[];
  readonly notSelling: ReadonlyMap<string, Refusal>;
}

/** Locks what the baskets compete for and decides them one after another. */
@Injectable()
export class PlacementDecision {
  constructor(
    private readonly admissions: Admissions,
    private readonly approvals: ApprovalChains,
    private readonly budgets: Budgets,
    private readonly offered: OfferedGoods,
    private readonly offers: Offers,
    private readonly helpSales: HelpSales,
  ) {}

  async decide(tx: Tx, candidates: readonly Candidate[]) {
    const grounds = await this.groundsOf(tx, candidates);
    const units = candidates.map(({ input }) => input.unitId);
    const [room, lots] = await Promise.all([
      this.budgets.lock(tx, units, businessDateOf(tx.at)),
      this.offered.lock(tx, linesOf(candidates)),
    ]);
    const channels = await this.helpSales.lock(tx, candidates.map(asBuyer));
    const baskets: DecidedBasket[] = [];
    for (const [index, one] of candidates.entries()) {
      const { actor, cause, input, plan } = one;
      const { drafts, refusals } = this.offers.price(lots, actor.organizationId, input, tx.at);
      const notSelling = drafts.flatMap(({ supplierId }) => grounds.notSelling.get(supplierId) ?? []);
      const covered = this.helpSales.cover(channels, asBuyer(one), drafts);
      const uncovered = covered && 'refusal' in covered ? [covered.refusal] : [];
      const [refusal] = [...refusals, ...notSelling, ...uncovered];
      const tooDear = refusal ?? room.take(input.unitId, together(drafts), ['unitId']);
      if (tooDear) {
        one.verdict = { refusals: refusals.length > 0 ? refusals : [tooDear] };
        continue;
      }
      takeFrom(lots, drafts);
      const mandated = covered && 'drawn' in covered ? covered : null;
      if (mandated) channels?.mandates.take(mandated.drawn);
      baskets.push({
        actor,
        cause,
        input,
        plan,
        drafts,
        approvalLimitFen: grounds.limits[index] ?? null,
        committedFen: together(drafts),
        mandated,
      });
    }
    return { room, baskets };
  }

  private async groundsOf(tx: Tx, candidates: readonly Candidate[]): Promise<Grounds> {
    const suppliers = candidates.flatMap(({ drafts }) => drafts.map(({ supplierId }) => supplierId));
    const purchases = candidates.map(({ actor, input }) => ({
      buyerId: actor.organizationId,
      unitId: input.unitId,
    }));
    const [notSelling, limits] = await Promise.all([
      this.admissions.whyNotSelling(tx, [...new Set(suppliers)], ['lines']),
      this.approvals.strictestOf(tx, purchases),
    ]);
    return { notSelling, limits };
  }
}

const asBuyer = (one: Candidate) => ({ ...one, buyerId: one.actor.organizationId });

export const linesOf = (candidates: readonly Placing[]) => candidates.flatMap(({ input }) => input.lines);

/** Only compared with what is left of a budget and with the limit, so it may be more than can be stored. */
const together = (drafts: readonly OrderDraft[]) => drafts.reduce((sum, draft) => sum + totalFen(draft), 0n);
