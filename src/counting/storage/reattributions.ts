import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import { codePrefix } from '../../pairing/index';
import { hasRole, notFound, type Actor, type Tx } from '../../platform/index';
import { countingRefusals } from '../domain/counting.refusals';
import { reasonText } from '../domain/count-reasons';
import { portionScope, type PortionScope } from '../domain/office-scope';
import type { TakingBack } from '../domain/reversal-reasons';
import { AttributionMoves, isMovable, monthsOf, whyNotMovable, type Movable } from './attribution-moves';
import { CountingEntries } from './counting-entries';
import type { NewEntry } from './new-entries';
import { PeriodCorrections, type BookedMonth, type HeldMonths } from './period-corrections';
import { Reattribution } from './reattribution.entity';

/** SQL: the order `o` lies in the region of an office, told by the patterns $2 and $3. */
export const ORDER_IN_SCOPE = `EXISTS (SELECT FROM organizations unit WHERE unit.id = o.unit_id AND unit.region_code LIKE $2)
  AND EXISTS (SELECT FROM order_lines line WHERE line.order_id = o.id AND line.origin_county_code LIKE $3)`;

export async function orderInScope(tx: Tx, orderId: string, scope: PortionScope): Promise<boolean> {
  const rows = await tx.query(`SELECT o.id FROM orders o WHERE o.id = $1 AND ${ORDER_IN_SCOPE}`, [
    orderId,
    scope.unitPattern,
    scope.countyPattern,
  ]);
  return rows.length > 0;
}

/** The orders a verifier may decide on; null for everybody else. */
export function verifierScope(actor: Actor): PortionScope | null {
  return hasRole(actor, 'VERIFIER') ? officeScope(actor) : null;
}

/** What of the orders the verifiers of an office may decide on. */
export function officeScope({ side, regionCode }: Pick<Actor, 'side' | 'regionCode'>): PortionScope | null {
  return portionScope({ everything: false, side, prefix: regionCode && codePrefix(regionCode) });
}

/** Everything a change would do, with the months it touches held as they are. */
export interface Plan {
  readonly moves: readonly Movable[];
  /** Of the agreements it takes from and brings to. */
  readonly touched: readonly BookedMonth[];
  readonly months: HeldMonths;
}

/** Moves what is left of an order's portions to another unit: reversal and new entry, by the rules of the settlement date. */
@Injectable()
export class Reattributions {
  constructor(
    private readonly entries: CountingEntries,
    private readonly corrections: PeriodCorrections,
    private readonly moves: AttributionMoves,
    private readonly persons: SamePerson,
  ) {}

  /** The buyer's own, or a verifier's of the region; not there and not his are one answer. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<Reattribution> {
    const found = await tx.manager.findOne(Reattribution, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    const his = found?.buyerId === actor.organizationId;
    if (!found || !(his || (await this.verifies(tx, actor, found.orderId))))
      throw notFound(['reattributionId']);
    return found;
  }

  /** Refuses SAME_MEMBER to who asked for it, with whatever account. */
  async requireAnother(tx: Tx, actor: Actor, wish: Reattribution): Promise<void> {
    if (await this.persons.isAmong(tx, actor.memberId, [wish.proposedBy]))
      refuse(countingRefusals.SAME_MEMBER());
  }

  /** Everything the change would do, or why it cannot be done: in all schemes the order counts in, or in none. */
  async plan(tx: Tx, orderId: string, toUnitId: string): Promise<Plan> {
    const moves = await this.moves.of(tx, orderId, toUnitId);
    if (moves.length === 0) refuse(countingRefusals.NOTHING_TO_REATTRIBUTE(['orderId']));
    if (moves.some(({ entry }) => entry?.unitId === toUnitId))
      refuse(countingRefusals.SAME_UNIT(['toUnitId']));
    for (const move of moves) {
      if (isMovable(move)) continue;
      const scheme = move.entry?.scheme;
      const reasons = whyNotMovable(move).map((code) => reasonText(code, scheme));
      refuse(countingRefusals.WOULD_NOT_COUNT(reasons, ['toUnitId']));
    }
    const touched = monthsOf(moves);
    return { moves: moves.filter(isMovable), touched, months: await this.corrections.hold(tx, touched) };
  }

  /** The months the change would touch as it is judged now, also where it could not be carried out. */
  async touchedMonths(tx: Tx, orderId: string, toUnitId: string): Promise<BookedMonth[]> {
    return monthsOf(await this.moves.of(tx, orderId, toUnitId));
  }

  /** The amount leaves one unit and arrives at the other in the same month. */
  async carryOut(tx: Tx, { moves, months }: Plan, reattributionId: string): Promise<void> {
    const cause = `reattribution:${reattributionId}`;
    const why: TakingBack = { cause, reason: 'REATTRIBUTION' };
    const booked: NewEntry[] = [];
    for (const { entry, portion, judgement, attempt, period } of moves) {
      const same = { period };
      if (entry) booked.push(...(await this.entries.takenBack(tx, entry, entry.restFen, why, same)));
      booked.push(await this.entries.counted(tx, portion, judgement, { attempt, cause, booked: same }));
    }
    await this.entries.write(tx, booked);
    await this.corrections.revise(tx, months, cause);
  }

  private async verifies(tx: Tx, actor: Actor, orderId: string): Promise<boolean> {
    const scope = verifierScope(actor);
    return scope !== null && orderInScope(tx, orderId, scope);
  }
}
