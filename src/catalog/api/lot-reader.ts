import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock, Database, notFound, type Actor } from '../../platform/index';
import { Regions } from '../../regions/index';
import { LOT_VIEW, LOT_VIEW_FROM, ON_SALE, type LotViewRow } from '../storage/lot-view';
import { overseen, oversightOf, oversightValues } from '../storage/oversight';
import { LotRecord } from './lot-record';
import type { LotType } from './lot.type';

/** One lot, as far as the caller may see it. */
@Injectable()
export class LotReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly regions: Regions,
  ) {}

  /** On sale: everybody. Otherwise its supplier, the offices of its region, the platform; NOT_FOUND for all others. */
  async visibleTo(actor: Actor, lotId: string): Promise<LotType> {
    const row = await this.database.one<LotViewRow>(
      `SELECT ${LOT_VIEW} FROM ${LOT_VIEW_FROM}
       WHERE l.id = $2 AND ((${ON_SALE}) OR ${overseen('l', 'l.origin_county_code', 3)})`,
      [businessDateOf(this.clock.now()), lotId, ...oversightValues(oversightOf(actor))],
    );
    if (!row) throw notFound();
    return new LotRecord(row, await this.regions.facts());
  }
}
