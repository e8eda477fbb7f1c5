import { Injectable } from '@nestjs/common';
import type { BusinessDate, Tx } from '../../platform/index';
import { fullNameOf, Regions } from '../../regions/index';
import { AnnouncedReservations } from '../../supply/index';
import type { AnnouncedHarvest, ContractLine } from '../domain/contract-text';
import { orderedBase } from './order-book';
import type { OrderLineValues } from './order-line.entity';

/** The goods of an order as its contract names them: what is still ordered, on lots or on announced harvests. */
@Injectable()
export class ContractGoods {
  constructor(
    private readonly regions: Regions,
    private readonly announced: AnnouncedReservations,
  ) {}

  async of(tx: Tx, lines: readonly OrderLineValues[], on: BusinessDate): Promise<ContractLine[]> {
    const ordered = lines.filter((line) => orderedBase(line) > 0n);
    const harvests = await this.harvestsOf(tx, ordered);
    return Promise.all(
      ordered.map(async (line) => ({
        ...line,
        quantityBase: orderedBase(line),
        announced: harvests.get(line.id) ?? null,
        originName: await this.placeName(tx, line.originCountyCode, on),
      })),
    );
  }

  private async harvestsOf(
    tx: Tx,
    lines: readonly OrderLineValues[],
  ): Promise<Map<string, AnnouncedHarvest>> {
    const waiting = lines.filter(({ lotId }) => lotId === null);
    if (waiting.length === 0) return new Map();
    const ids = waiting.flatMap(({ forwardSupplyId }) => forwardSupplyId ?? []);
    const ranges = await this.announced.ranges(tx, ids);
    return new Map(
      waiting.flatMap(({ id, forwardSupplyId, leastGrade }) => {
        const range = ranges.get(forwardSupplyId ?? '');
        return range ? [[id, { ...range, leastGrade }] as const] : [];
      }),
    );
  }

  private async placeName(tx: Tx, code: string, on: BusinessDate): Promise<string> {
    const place = await this.regions.place(code, on, tx);
    return place ? fullNameOf(place) : code;
  }
}
