import { Injectable } from '@nestjs/common';
import type { QuickAnswer } from '../../../libs/matching/src/index';
import { DeliveryRecords } from '../../procurement/index';
import { Pairings } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { OpenWants, type WantedWindow } from '../../sourcing/index';
import { MarketRoom } from './market-room';
import { ProposalRows } from './proposal-rows';
import { placesOf } from './run-places';
import { lineOf } from './stock-rows';

export type AskedWindow = WantedWindow;

export interface QuickAnswers {
  readonly runId: string;
  readonly windows: readonly AskedWindow[];
  /** One for each window. */
  readonly answers: readonly QuickAnswer[];
}

/** Asks the market, as the last run left it, for one request. */
@Injectable()
export class QuickMarket {
  constructor(
    private readonly rows: ProposalRows,
    private readonly room: MarketRoom,
    private readonly wants: OpenWants,
    private readonly regions: Regions,
    private readonly pairings: Pairings,
    private readonly records: DeliveryRecords,
  ) {}

  /** Null before the first run. Windows that are over are not asked for. */
  async answer(reader: Reader, requestId: string, today: BusinessDate): Promise<QuickAnswers | null> {
    const runId = await this.rows.runInForce();
    if (!runId) return null;
    const all = await this.wants.ofRequest(reader, requestId);
    const windows = all.filter(({ untilOn }) => untilOn >= today);
    const lines = await this.linesOf(reader, windows, today);
    return { runId, windows, answers: await this.room.ask('ANSWER', { runId, lines }) };
  }

  private async linesOf(reader: Reader, windows: readonly WantedWindow[], today: BusinessDate) {
    const [first] = windows;
    if (!first) return [];
    const facts = await this.regions.facts();
    const placeOf = placesOf(facts, today);
    const paired = await this.pairings.pairedWith(reader, { regionCode: first.unitRegion, on: today });
    const west = [...paired.counties, ...paired.prefectures, ...paired.provinces];
    const known = await this.records.knownTo(reader, [first.buyerId], today);
    const counties = facts.lineage
      .allOn(today)
      .map(({ code }) => code)
      .filter((code) => west.some((region) => code.startsWith(region.replace(/(00){1,2}$/, ''))));
    return windows.map((window) => ({
      ...lineOf(window, placeOf),
      pairedCounties: counties,
      knownSuppliers: known.get(first.buyerId) ?? [],
    }));
  }
}
