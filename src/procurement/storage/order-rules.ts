import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { ratioOf, Regions, wholeNumberOf, type RuleKey } from '../../regions/index';
import type { AcceptanceDays } from '../domain/acceptance-clock';

/** The dated rules an order lives by, in plain numbers. */
@Injectable()
export class OrderRules {
  constructor(private readonly regions: Regions) {}

  /** Days; the rule in force on the day. */
  async days(reader: Reader, key: Extract<RuleKey, `${string}_DAYS`>, on: BusinessDate): Promise<number> {
    return wholeNumberOf(await this.regions.rule(key, on, undefined, reader));
  }

  /** How long a silent buyer of an order of the day is waited for. */
  async acceptanceDays(reader: Reader, placedOn: BusinessDate): Promise<AcceptanceDays> {
    return {
      first: await this.days(reader, 'AUTO_ACCEPTANCE_FIRST_REMINDER_DAYS', placedOn),
      second: await this.days(reader, 'AUTO_ACCEPTANCE_SECOND_REMINDER_DAYS', placedOn),
      acceptance: await this.days(reader, 'AUTO_ACCEPTANCE_DAYS', placedOn),
    };
  }

  /** How far above the ordered weight a delivery is taken, in basis points. */
  async toleranceBp(reader: Reader, on: BusinessDate): Promise<number> {
    const { numerator, denominator } = ratioOf(
      await this.regions.rule('OVER_DELIVERY_TOLERANCE', on, undefined, reader),
    );
    return Number((numerator * 10_000n) / denominator);
  }
}
