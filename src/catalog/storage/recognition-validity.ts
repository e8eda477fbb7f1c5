import { Injectable } from '@nestjs/common';
import { addDays, type BusinessDate } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { addMonths } from '../domain/business-date';

/** How long a recognition holds until it must be confirmed again. */
@Injectable()
export class RecognitionValidity {
  constructor(private readonly regions: Regions) {}

  /** The last day of the period that begins on `from`. */
  async until(from: BusinessDate, countyCode: string): Promise<BusinessDate> {
    const rule = await this.regions.rule('RECOGNITION_VALIDITY_MONTHS', from, countyCode);
    return addDays(addMonths(from, wholeNumberOf(rule)), -1);
  }
}
