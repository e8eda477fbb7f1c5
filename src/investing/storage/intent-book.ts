import { Injectable } from '@nestjs/common';
import { Audit, Events, notFound, type Actor, type Tx } from '../../platform/index';
import { intentEvents, intentStream } from '../domain/intent.events';
import type { IntentNeed } from '../domain/intent-terms';
import { intentStates, releaseStates, type IntentVerb, type ReleaseVerb } from '../domain/intent.states';
import { IntentDesk } from './intent-desk';
import { IntentRelease, InvestmentIntent } from './investment-intent.entity';

/** Loads intents and their releases under lock, the intent first, and writes down each step. */
@Injectable()
export class IntentBook {
  constructor(
    private readonly desk: IntentDesk,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  async add(tx: Tx, actor: Actor, intent: InvestmentIntent, needs: readonly IntentNeed[]): Promise<void> {
    await tx.add(InvestmentIntent, intent);
    await this.needs(tx, intent.id, needs);
    await this.record(tx, actor, 'state', { kind: 'InvestmentIntent', row: intent });
  }

  /** The needs as they are said last. */
  async needs(tx: Tx, intentId: string, needs: readonly IntentNeed[]): Promise<void> {
    await tx.query('DELETE FROM intent_needs WHERE intent_id = $1', [intentId]);
    await tx.query(
      `INSERT INTO intent_needs (intent_id, resource, capacity)
       SELECT $1, resource, capacity FROM unnest($2::text[], $3::integer[]) n (resource, capacity)`,
      [intentId, needs.map(({ resource }) => resource), needs.map(({ capacity }) => capacity)],
    );
  }

  /** One of the caller's own; any other does not exist for him. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<InvestmentIntent> {
    const intent = await this.lock(tx, id);
    if (intent?.investorId !== actor.organizationId) throw notFound(['intentId']);
    return intent;
  }

  lock(tx: Tx, id: string): Promise<InvestmentIntent | null> {
    return tx.manager.findOne(InvestmentIntent, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async move(
    tx: Tx,
    intent: InvestmentIntent,
    verb: IntentVerb,
    actor: Actor | null,
    changes: Partial<InvestmentIntent> = {},
  ): Promise<InvestmentIntent> {
    const state = intentStates.next(intent.state, verb, ['intentId']);
    const ended = intentStates.isTerminal(state) ? { endedAt: tx.at } : {};
    const moved = await tx.change(InvestmentIntent, intent, { ...changes, ...ended, state });
    await this.record(tx, actor, verb, { kind: 'InvestmentIntent', row: moved }, intent.state);
    const live = await this.liveReleases(tx, intent.id);
    if (verb === 'amend') await this.renew(tx, actor, moved, live);
    if (verb === 'expire') await this.desk.tellInvestor(tx, moved, 'INTENT_EXPIRED');
    if (ended.endedAt) for (const release of live) await this.moveRelease(tx, moved, release, 'end', null);
    return moved;
  }

  async release(
    tx: Tx,
    actor: Actor,
    intent: InvestmentIntent,
    rows: readonly IntentRelease[],
  ): Promise<void> {
    for (const row of rows) {
      await tx.add(IntentRelease, row);
      await this.record(tx, actor, 'release', { kind: 'IntentRelease', row });
    }
    await this.desk.asked(tx, intent, rows);
  }

  async moveRelease(
    tx: Tx,
    intent: InvestmentIntent,
    release: IntentRelease,
    verb: ReleaseVerb,
    actor: Actor | null,
    changes: Partial<IntentRelease> = {},
  ): Promise<IntentRelease> {
    const state = releaseStates.next(release.state, verb, ['releaseId']);
    const ended = releaseStates.isTerminal(state) ? { endedAt: tx.at } : {};
    const moved = await tx.change(IntentRelease, release, { ...changes, ...ended, state });
    await this.record(tx, actor, verb, { kind: 'IntentRelease', row: moved }, release.state);
    await this.desk.answered(tx, intent, moved);
    if (ended.endedAt)
      await this.events.publish(tx, {
        stream: intentStream(intent.id),
        kind: intentEvents.releaseEnded,
        payload: { intentId: intent.id, releaseId: release.id, parkId: release.parkId },
      });
    return moved;
  }

  /** What a park said was said of other words: it is asked anew, and answers none it has not read. */
  private async renew(
    tx: Tx,
    actor: Actor | null,
    intent: InvestmentIntent,
    live: readonly IntentRelease[],
  ): Promise<void> {
    for (const release of live) {
      const state = releaseStates.next(release.state, 'renew', ['intentId']);
      const said = { answeredBy: null, answeredAt: null, answerNote: null };
      const renewed = await tx.change(IntentRelease, release, { ...said, state });
      await this.record(tx, actor, 'renew', { kind: 'IntentRelease', row: renewed }, release.state);
    }
    await this.desk.renewed(tx, intent, live);
  }

  /** With its intent, the intent locked first; null where there is none. */
  async lockRelease(
    tx: Tx,
    id: string,
  ): Promise<{ intent: InvestmentIntent; release: IntentRelease } | null> {
    const [found] = await tx.query<{ intentId: string }>(
      'SELECT intent_id AS "intentId" FROM intent_releases WHERE id = $1',
      [id],
    );
    const intent = found && (await this.lock(tx, found.intentId));
    const release = await tx.manager.findOne(IntentRelease, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return intent && release ? { intent, release } : null;
  }

  private async liveReleases(tx: Tx, intentId: string): Promise<IntentRelease[]> {
    const rows = await tx.manager.find(IntentRelease, {
      where: { intentId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return rows.filter(({ endedAt }) => endedAt === null);
  }

  private record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    {
      kind,
      row,
    }: { kind: 'InvestmentIntent'; row: InvestmentIntent } | { kind: 'IntentRelease'; row: IntentRelease },
    fromState?: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: kind,
      subjectId: row.id,
      ...(fromState ? { fromState } : {}),
      toState: row.state,
      ...(kind === 'IntentRelease' ? { data: { intentId: row.intentId, parkId: row.parkId } } : {}),
      shutUntil: row.opensAt,
    });
  }
}
