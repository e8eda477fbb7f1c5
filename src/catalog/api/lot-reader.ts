import { Injectable } from '@nestjs/common';
import { notFound, type Actor } from '../../platform/index';
import { Regions } from '../../regions/index';
import { LotSights } from '../storage/lot-sights';
import { oversightOf } from '../storage/oversight';
import { LotRecord } from './lot-record';
import type { LotType } from './lot.type';

/** One lot, as far as the caller may see it. */
@Injectable()
export class LotReader {
  constructor(
    private readonly sights: LotSights,
    private readonly regions: Regions,
  ) {}

  async visibleTo(actor: Actor, lotId: string): Promise<LotType> {
    const row = await this.sights.of({ lotId, ...oversightOf(actor) });
    if (!row) throw notFound();
    return new LotRecord(row, await this.regions.facts());
  }
}
