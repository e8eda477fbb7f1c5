import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { AgreedPrice } from '../domain/price-on';

export interface LinePrice extends AgreedPrice {
  readonly lineId: string;
}

/** Prices agreed after the first one, by line. */
@Injectable()
export class FrameworkPrices {
  async of(reader: Reader, lineIds: readonly string[]): Promise<Map<string, LinePrice[]>> {
    const rows = await reader.query<LinePrice>(
      `SELECT line_id AS "lineId", unit_price_fen AS "unitPriceFen", from_on AS "fromOn", agreed_at AS "agreedAt"
         FROM framework_prices WHERE line_id = ANY($1::uuid[])`,
      [lineIds],
    );
    return new Map(lineIds.map((id) => [id, rows.filter(({ lineId }) => lineId === id)]));
  }
}
