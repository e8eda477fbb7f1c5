import { Injectable } from '@nestjs/common';
import { Database, type PageRequest } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import { PUBLISHED, VIEW, VIEW_FROM, type ViewRow } from './forward-supply-view';

export interface WantedHarvests {
  readonly categoryCode: string | null;
  readonly originRegion: string | null;
}

export type FoundHarvest = ViewRow & { key_from: string };

const WANTED = `${PUBLISHED} AND ($1::text IS NULL OR p.category_code LIKE $1 || '%')
  AND ($2::text IS NULL OR f.origin_county_code LIKE $2 || '%')`;

/** Harvests to come that buyers may count on, the soonest first. */
@Injectable()
export class PublishedForwardSupplies {
  constructor(private readonly database: Database) {}

  one(id: string): Promise<ViewRow | null> {
    return this.database.one<ViewRow>(`SELECT ${VIEW} FROM ${VIEW_FROM} WHERE f.id = $1 AND ${PUBLISHED}`, [
      id,
    ]);
  }

  find(wanted: WantedHarvests, { fetch, after }: PageRequest): Promise<FoundHarvest[]> {
    return this.database.query<FoundHarvest>(
      `SELECT ${VIEW}, v.window_from::text AS key_from FROM ${VIEW_FROM} WHERE ${WANTED}
         AND ($3::text IS NULL OR (v.window_from, f.id) > ($3::date, $4::uuid))
       ORDER BY v.window_from, f.id LIMIT $5`,
      [...conditions(wanted), after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
  }

  async count(wanted: WantedHarvests): Promise<number> {
    const row = await this.database.one<{ n: bigint }>(
      `SELECT count(*) AS n FROM ${VIEW_FROM} WHERE ${WANTED}`,
      conditions(wanted),
    );
    return Number(row?.n ?? 0n);
  }
}

const conditions = ({ categoryCode, originRegion }: WantedHarvests) => [
  categoryCode,
  originRegion === null ? null : sharedDigits(originRegion),
];
