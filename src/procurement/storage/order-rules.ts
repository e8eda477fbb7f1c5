import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { ratioOf, Regions, wholeNumberOf, type RuleKey } from '../../regions/index';

/** The dated rules an order lives by, in plain numbers. */
@Injectable()
export class OrderRules {
  constructor(private readonly regions: Regions) {}

  /** Days; the rule in force on the day. */
  async days(reader: Reader, key: Extract<RuleKey, `${string}_DAYS`>, on: BusinessDate): Promise<number> {
    return wholeNumberOf(await this.regions.rule(key, on, undefined, reader));
  }

  /** How far above the ordered weight a delivery is taken, in basis points. */
  async toleranceBp(reader: Reader, on: BusinessDate): Promise<number> {
    const { numerator, denominator } = ratioOf(
      await this.regions.rule('OVER_DELIVERY_TOLERANCE', on, undefined, reader),
    );
    return Number((numerator * 10_000n) / denominator);
  }
}
