import { Injectable } from '@nestjs/common';
import { Database, type BusinessDate } from '../../platform/index';
import { OrderRules } from './order-rules';

/** The arrived shipments whose time for a reminder or the acceptance by time has come, as acceptanceStep has it. */
@Injectable()
export class DueShipments {
  constructor(
    private readonly database: Database,
    private readonly rules: OrderRules,
  ) {}

  neverHeldUp(today: BusinessDate, most: number): Promise<string[]> {
    return this.due(today, most, 's.held_up_at IS NULL', 's.arrived_at');
  }

  longestHeldUp(today: BusinessDate, most: number): Promise<string[]> {
    return this.due(today, most, 's.held_up_at IS NOT NULL', 's.held_up_at');
  }

  private async due(
    today: BusinessDate,
    most: number,
    which: 's.held_up_at IS NULL' | 's.held_up_at IS NOT NULL',
    order: 's.arrived_at' | 's.held_up_at',
  ): Promise<string[]> {
    const placed = await this.placingDays();
    const days = await Promise.all(placed.map((on) => this.rules.acceptanceDays(this.database, on)));
    const rows = await this.database.query<{ id: string }>(
      `SELECT s.id FROM unnest($1::date[], $2::int[], $3::int[], $4::int[]) r (placed_on, first, second, acceptance)
         JOIN orders o USING (placed_on) JOIN shipments s ON s.order_id = o.id
        WHERE s.state = 'ARRIVED' AND o.state <> 'DISPUTED' AND ${which}
          AND $5::date - (s.arrived_at AT TIME ZONE 'Asia/Shanghai')::date
              >= CASE s.reminders WHEN 0 THEN r.first WHEN 1 THEN r.second ELSE r.acceptance END
        ORDER BY ${order}, s.id LIMIT $6`,
      [
        placed,
        days.map(({ first }) => first),
        days.map(({ second }) => second),
        days.map(({ acceptance }) => acceptance),
        today,
        most,
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** The rules are those of the day an order was placed on. */
  private async placingDays(): Promise<BusinessDate[]> {
    const rows = await this.database.query<{ placedOn: BusinessDate }>(
      `SELECT DISTINCT o.placed_on AS "placedOn" FROM shipments s JOIN orders o ON o.id = s.order_id
        WHERE s.state = 'ARRIVED'`,
    );
    return rows.map(({ placedOn }) => placedOn);
  }
}
