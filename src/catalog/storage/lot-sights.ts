import { Injectable } from '@nestjs/common';
import { askedTogether, businessDateOf, Clock, Database } from '../../platform/index';
import { LOT_VIEW, LOT_VIEW_FROM, ON_SALE, type LotViewRow } from './lot-view';
import type { Oversight } from './oversight';

/** A lot and with whose eyes it is looked at. */
export interface Sight extends Oversight {
  readonly lotId: string;
}

interface SightRow extends LotViewRow {
  place: bigint;
}

const SEEN = `SELECT ${LOT_VIEW}, w.place
  FROM unnest($2::uuid[], $3::boolean[], $4::uuid[], $5::text[]) WITH ORDINALITY w(lot_id, sees_all, supplier_id, counties, place)
    JOIN (${LOT_VIEW_FROM}) ON l.id = w.lot_id
 WHERE (${ON_SALE}) OR w.sees_all OR l.supplier_id = w.supplier_id OR l.origin_county_code LIKE w.counties`;

/** Single lots as far as their callers may see them. */
@Injectable()
export class LotSights {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** On sale: everybody sees it. Otherwise its supplier, the offices of its region, the platform; null for all others. */
  readonly of = askedTogether((sights: readonly Sight[]) => this.read(sights));

  private async read(sights: readonly Sight[]): Promise<(LotViewRow | null)[]> {
    const rows = await this.database.query<SightRow>(SEEN, [
      businessDateOf(this.clock.now()),
      sights.map(({ lotId }) => lotId),
      sights.map(({ all }) => all),
      sights.map(({ supplierId }) => supplierId),
      sights.map(({ counties }) => counties),
    ]);
    const seen: (LotViewRow | null)[] = sights.map(() => null);
    for (const row of rows) seen[Number(row.place) - 1] = row;
    return seen;
  }
}
