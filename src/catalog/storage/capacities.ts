import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatQuantity, isStorable, QuantityOutOfRange } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { AgencyMandates } from '../../organizations/index';
import { businessDateOf, notFound, type Tx } from '../../platform/index';
import { ratioOf, Regions } from '../../regions/index';
import { ceilingOf } from '../data/goods-catalogue';
import { catalogRefusals } from '../domain/catalog.refusals';
import { massBalanceLimit, seasonEnd } from '../domain/yield-ceilings';

interface CapacityRow {
  id: string;
  supplierId: string;
  countyCode: string;
  cropCode: string;
  season: number;
  verifiedAreaSi: bigint;
  registeredBase: bigint;
}

export interface Draw {
  readonly capacityId: string;
  /** Whoever registers the lot: the producer itself or its agent. */
  readonly supplierId: string;
  readonly cropCode: string | null;
  readonly countyCode: string;
  /** Harvest year of the lot. */
  readonly season: number;
  readonly quantityBase: bigint;
  readonly displayUnit: string;
}

/** What a producer's verified land can yield in a season, and how much of it is registered as lots (I3). */
@Injectable()
export class Capacities {
  constructor(
    private readonly regions: Regions,
    private readonly mandates: AgencyMandates,
  ) {}

  /** The capacity of a producer for a crop, county and season; made with the first plot. */
  async ensure(
    tx: Tx,
    of: Pick<CapacityRow, 'supplierId' | 'countyCode' | 'cropCode' | 'season'>,
  ): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO capacities AS c (id, supplier_id, county_code, crop_code, season, verified_area_si, registered_base, created_at)
       VALUES ($1, $2, $3, $4, $5, 0, 0, $6)
       ON CONFLICT (supplier_id, county_code, crop_code, season) DO UPDATE SET season = c.season RETURNING id`,
      [randomUUID(), of.supplierId, of.countyCode, of.cropCode, of.season, tx.at],
    );
    if (!row) throw new Error('a capacity is inserted or found');
    return row.id;
  }

  async addVerifiedArea(tx: Tx, capacityId: string, areaSi: bigint): Promise<void> {
    await tx.query('UPDATE capacities SET verified_area_si = verified_area_si + $2 WHERE id = $1', [
      capacityId,
      areaSi,
    ]);
  }

  /**
   * Registers a harvest against the capacity, under its lock. NOT_FOUND for a stranger's capacity; refuses
   * CAPACITY_OF_OTHER_GOODS and, where a ceiling is known, CAPACITY_EXCEEDED. Returns the producer.
   */
  async draw(tx: Tx, draw: Draw, path: RefusalPath): Promise<string> {
    const capacity = await this.locked(tx, draw.capacityId);
    if (!capacity || !(await this.mayDraw(tx, draw.supplierId, capacity.supplierId))) throw notFound(path);
    if (
      capacity.cropCode !== draw.cropCode ||
      capacity.countyCode !== draw.countyCode ||
      capacity.season !== draw.season
    )
      refuse(catalogRefusals.CAPACITY_OF_OTHER_GOODS(path));
    if (!isStorable(capacity.registeredBase + draw.quantityBase))
      refuse(new QuantityOutOfRange(['value']).asRefusal(['quantity']));
    const limit = await this.limitOf(capacity);
    const left = limit === null ? null : limit - capacity.registeredBase;
    if (left !== null && draw.quantityBase > left) {
      const { value, unit } = formatQuantity(left > 0n ? left : 0n, draw.displayUnit);
      refuse(catalogRefusals.CAPACITY_EXCEEDED({ left: value, unit }, ['quantity']));
    }
    await tx.query('UPDATE capacities SET registered_base = registered_base + $2 WHERE id = $1', [
      capacity.id,
      draw.quantityBase,
    ]);
    return capacity.supplierId;
  }

  /** In base units of the crop; null where no ceiling is known. */
  async limitOf(of: Pick<CapacityRow, 'cropCode' | 'countyCode' | 'season' | 'verifiedAreaSi'>) {
    const ceiling = ceilingOf(of.cropCode, of.countyCode, of.season);
    if (!ceiling) return null;
    const rule = await this.regions.rule('MASS_BALANCE_TOLERANCE', seasonEnd(of.season), of.countyCode);
    return massBalanceLimit(of.verifiedAreaSi, ceiling, ratioOf(rule));
  }

  private async mayDraw(tx: Tx, supplierId: string, producerId: string): Promise<boolean> {
    if (supplierId === producerId) return true;
    const on = businessDateOf(tx.at);
    return this.mandates.covers(tx, { agentId: supplierId, principalId: producerId, on });
  }

  private async locked(tx: Tx, id: string): Promise<CapacityRow | undefined> {
    const [row] = await tx.query<CapacityRow>(
      `SELECT id, supplier_id AS "supplierId", county_code AS "countyCode", crop_code AS "cropCode", season,
              verified_area_si AS "verifiedAreaSi", registered_base AS "registeredBase"
       FROM capacities WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }
}
