import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { Capacities } from '../storage/capacities';

interface Drawn {
  id: string;
  countyCode: string;
  cropCode: string;
  season: number;
  verifiedAreaSi: bigint;
  registeredBase: bigint;
  announcedBase: bigint;
  lots: bigint;
  plots: bigint;
}

@ReconcileCheck({
  invariant: 'I3',
  sentence:
    'Lots registered against a capacity and harvests announced on it never exceed area × yield × tolerance',
})
export class LotsStayWithinTheirLand implements Checks {
  constructor(private readonly capacities: Capacities) {}

  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<Drawn>(
      `SELECT c.id, c.county_code AS "countyCode", c.crop_code AS "cropCode", c.season,
         c.verified_area_si AS "verifiedAreaSi", c.registered_base AS "registeredBase", c.announced_base AS "announcedBase",
         (SELECT coalesce(sum(s.in_base), 0)::bigint FROM lots l JOIN lot_stock s ON s.lot_id = l.id
            WHERE l.capacity_id = c.id) AS lots,
         (SELECT coalesce(sum(t.area_si), 0)::bigint FROM plots t WHERE t.capacity_id = c.id AND t.state = 'VERIFIED') AS plots
       FROM capacities c ORDER BY c.id`,
    );
    const breaks: string[] = [];
    for (const row of rows) {
      const limit = await this.capacities.limitOf(row);
      if (row.lots !== row.registeredBase)
        breaks.push(`capacity ${row.id}: lots ${row.lots}, kept ${row.registeredBase}`);
      if (row.plots !== row.verifiedAreaSi)
        breaks.push(`capacity ${row.id}: plots ${row.plots}, kept ${row.verifiedAreaSi}`);
      if (limit !== null && row.lots + row.announcedBase > limit)
        breaks.push(
          `capacity ${row.id}: ${row.lots} registered and ${row.announcedBase} announced, ${limit} possible`,
        );
    }
    return { examined: rows.length, breaks };
  }
}
