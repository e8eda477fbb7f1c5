import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';

/** The dated rules announced harvests live by. */
@Injectable()
export class SupplyRules {
  constructor(private readonly regions: Regions) {}

  /** How long after its window a harvest may still be certified: the certificate of the last day's harvest takes days. */
  async certifyingDays(reader: Reader, on: BusinessDate): Promise<number> {
    return wholeNumberOf(await this.regions.rule('HARVEST_CERTIFYING_DAYS', on, undefined, reader));
  }
}
