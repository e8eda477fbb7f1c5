import { Injectable } from '@nestjs/common';
import { parseMoney } from '../../../libs/money/src/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import type { SampleBounds } from '../domain/sample-terms';

/** The dated rules samples live by. */
@Injectable()
export class SamplingRules {
  constructor(private readonly regions: Regions) {}

  async bounds(reader: Reader, on: BusinessDate): Promise<SampleBounds> {
    const most = await this.regions.rule('SAMPLE_MOST_UNITS', on, undefined, reader);
    const price = await this.regions.rule('SAMPLE_MOST_PRICE', on, undefined, reader);
    const { fen } = parseMoney({ amount: price.value, currency: 'CNY' });
    return { mostUnits: wholeNumberOf(most), mostFen: fen };
  }

  async answerDays(reader: Reader, on: BusinessDate): Promise<number> {
    return wholeNumberOf(await this.regions.rule('SAMPLE_ANSWER_DAYS', on, undefined, reader));
  }
}
