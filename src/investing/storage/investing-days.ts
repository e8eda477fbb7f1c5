import { Injectable } from '@nestjs/common';
import { addDays, businessDateOf, type Tx } from '../../platform/index';
import { Regions, industries, wholeNumberOf } from '../../regions/index';
import type { DayFacts } from '../domain/validity';

/** What intents and offers are held against on the day they are said. */
@Injectable()
export class InvestingDays {
  constructor(private readonly regions: Regions) {}

  async on(tx: Tx): Promise<DayFacts> {
    const today = businessDateOf(tx.at);
    const days = wholeNumberOf(await this.regions.rule('INTENT_LONGEST_DAYS', today, undefined, tx));
    return {
      today,
      longest: { until: addDays(today, days), days },
      isIndustry: (code) => industries.find(code) !== null,
    };
  }
}
