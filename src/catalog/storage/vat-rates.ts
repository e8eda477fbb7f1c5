import { Injectable } from '@nestjs/common';
import type { BusinessDate } from '../../platform/index';
import { ratioOf, Regions } from '../../regions/index';
import type { VatTreatment } from '../domain/vat';

const RULE = { REDUCED: 'VAT_RATE_AGRICULTURAL', STANDARD: 'VAT_RATE_STANDARD' } as const;

/** The rate a treatment stands for on a day, from the dated rules. */
@Injectable()
export class VatRates {
  constructor(private readonly regions: Regions) {}

  /** In basis points: 0, 900, 1300. */
  async basisPoints(treatment: VatTreatment, on: BusinessDate): Promise<number> {
    if (treatment === 'EXEMPT') return 0;
    const { numerator, denominator } = ratioOf(await this.regions.rule(RULE[treatment], on));
    return Number((numerator * 10_000n) / denominator);
  }
}
