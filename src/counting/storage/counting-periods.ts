import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import { monthOf } from '../domain/portion';

/** 统计期 by agreement and month: a month nobody has closed is open. */
@Injectable()
export class CountingPeriods {
  async isOpen(reader: Reader, agreementId: string, day: string): Promise<boolean> {
    const [row] = await reader.query<{ state: string }>(
      'SELECT state FROM counting_periods WHERE agreement_id = $1 AND month = $2',
      [agreementId, monthOf(day)],
    );
    return !row || row.state === 'OPEN';
  }

  /** The month a row is booked in: its own, or, where that is closed, the current one. */
  async openFor(reader: Reader, agreementId: string, day: string, today = day): Promise<string> {
    return monthOf((await this.isOpen(reader, agreementId, day)) ? day : today);
  }
}
