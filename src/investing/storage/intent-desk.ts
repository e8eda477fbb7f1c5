import { Injectable } from '@nestjs/common';
import { Notices, Role, Tasks } from '../../organizations/index';
import { addDays, businessDateOf, startOfBusinessDate, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import type { InvestingWork } from '../domain/investing-work';
import type { IntentRelease, InvestmentIntent } from './investment-intent.entity';

const KIND = 'IntentRelease';

/** What waits for which side of an intent, and what the sides are told: nobody else hears of it, nor one park of another. */
@Injectable()
export class IntentDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly regions: Regions,
  ) {}

  /** Parks that are shown an intent have days to answer. */
  async asked(tx: Tx, intent: InvestmentIntent, releases: readonly IntentRelease[]): Promise<void> {
    await this.wait(tx, releases);
    await this.tellParks(tx, releases, 'INTENT_RELEASED', intent);
  }

  /** The same for other words; who has not answered yet has his task still. */
  async renewed(tx: Tx, intent: InvestmentIntent, before: readonly IntentRelease[]): Promise<void> {
    await this.wait(
      tx,
      before.filter(({ answeredAt }) => answeredAt !== null),
    );
    await this.tellParks(tx, before, 'INTENT_AMENDED', intent);
  }

  private async wait(tx: Tx, releases: readonly IntentRelease[]): Promise<void> {
    if (releases.length === 0) return;
    const today = businessDateOf(tx.at);
    const days = wholeNumberOf(await this.regions.rule('INTENT_ANSWER_DAYS', today, undefined, tx));
    const operators = await this.operators(tx, releases);
    await this.tasks.openAll(
      tx,
      releases.map(({ id, parkId }) => ({
        organizationId: operators.get(parkId) ?? '',
        role: Role.PARK_MANAGER,
        kind: 'ANSWER_INTENT' satisfies InvestingWork,
        subjectKind: KIND,
        subjectId: id,
        dueAt: startOfBusinessDate(addDays(today, days + 1)),
      })),
    );
  }

  /** What a release has become: the park's task is done, the other side hears of it. */
  async answered(tx: Tx, intent: InvestmentIntent, release: IntentRelease): Promise<void> {
    await this.tasks.close(tx, { subjectKind: KIND, subjectId: release.id });
    if (release.state === 'INTERESTED') await this.tellInvestor(tx, intent, 'INTENT_WELCOME');
    else if (release.state === 'DECLINED') await this.tellInvestor(tx, intent, 'INTENT_DECLINED');
    else await this.tellParks(tx, [release], 'INTENT_OVER', intent);
  }

  async tellParks(
    tx: Tx,
    releases: readonly IntentRelease[],
    kind: InvestingWork,
    { number }: InvestmentIntent,
  ): Promise<void> {
    const operators = await this.operators(tx, releases);
    for (const { id, parkId } of releases)
      await this.notices.send(tx, {
        organizationId: operators.get(parkId) ?? '',
        role: Role.PARK_MANAGER,
        kind,
        subjectKind: KIND,
        subjectId: id,
        data: { number },
      });
  }

  async tellInvestor(tx: Tx, intent: InvestmentIntent, kind: InvestingWork): Promise<void> {
    await this.notices.send(tx, {
      organizationId: intent.investorId,
      role: Role.ENTERPRISE_INVESTOR,
      kind,
      subjectKind: 'InvestmentIntent',
      subjectId: intent.id,
      data: { number: intent.number },
    });
  }

  private async operators(tx: Tx, releases: readonly IntentRelease[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; operatorId: string }>(
      'SELECT id, operator_id AS "operatorId" FROM parks WHERE id = ANY($1::uuid[])',
      [releases.map(({ parkId }) => parkId)],
    );
    return new Map(rows.map(({ id, operatorId }) => [id, operatorId]));
  }
}
