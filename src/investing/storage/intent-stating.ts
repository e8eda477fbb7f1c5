import { Injectable } from '@nestjs/common';
import type { RefusalPath } from '../../../libs/workflow/src/index';
import { sideOf } from '../../organizations/index';
import { NEVER_OPENED, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { Regions, placeOn } from '../../regions/index';
import { intentNumber, readIntent, type IntentFacts, type SaidIntent } from '../domain/intent-terms';
import { IntentBook } from './intent-book';
import { InvestingDays } from './investing-days';
import type { InvestmentIntent } from './investment-intent.entity';

const PATH: RefusalPath = ['terms'];

/** What an investor says of an intent, held against the facts of the day. */
@Injectable()
export class IntentStating {
  constructor(
    private readonly regions: Regions,
    private readonly days: InvestingDays,
    private readonly book: IntentBook,
  ) {}

  /** Refuses what `readIntent` refuses. */
  async state(tx: Tx, actor: Actor, id: string, said: SaidIntent): Promise<void> {
    const { needs, ...terms } = readIntent(said, await this.facts(tx), PATH);
    const intent: InvestmentIntent = {
      ...terms,
      note: terms.note ?? null,
      id,
      version: 1,
      number: intentNumber(businessDateOf(tx.at), id),
      state: 'OPEN',
      investorId: actor.organizationId,
      statedBy: actor.memberId,
      statedAt: tx.at,
      opensAt: NEVER_OPENED,
      endedAt: null,
    };
    await this.book.add(tx, actor, intent, needs);
  }

  /** The same for one that is there: the parks it is released to are told. */
  async amend(tx: Tx, actor: Actor, intent: InvestmentIntent, said: SaidIntent): Promise<void> {
    const { needs, ...terms } = readIntent(said, await this.facts(tx), PATH);
    await this.book.move(tx, intent, 'amend', actor, { ...terms, note: terms.note ?? null });
    await this.book.needs(tx, intent.id, needs);
  }

  private async facts(tx: Tx): Promise<IntentFacts> {
    const day = await this.days.on(tx);
    const { lineage } = await this.regions.facts(tx);
    const isWestern = (code: string) => sideOf(code) === 'WEST' && placeOn(lineage, code, day.today) !== null;
    return { ...day, isWestern };
  }
}
