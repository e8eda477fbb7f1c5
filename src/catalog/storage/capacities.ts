import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatQuantity, isStorable, QuantityOutOfRange } from '../../../libs/money/src/index';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
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
  announcedBase: bigint;
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

/** Where refusals point to. */
export interface DrawPaths {
  readonly capacity: RefusalPath;
  readonly quantity: RefusalPath;
}

/** The most that is still hoped for, and where that was said. */
export interface Hope {
  readonly base: bigint;
  readonly path: RefusalPath;
}

/** What one draw adds to the lots of a capacity and to the harvests announced on it. */
interface Change {
  readonly registeredBase: bigint;
  readonly announcedBase: bigint;
}

/** What a producer's verified land can yield in a season; how much of it is registered as lots, how much announced (I3). */
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
   * Registers a harvest against the capacity, under its lock; `announcedBase` of it had been announced and is no longer.
   * NOT_FOUND for a stranger's capacity; refuses CAPACITY_OF_OTHER_GOODS and, where a ceiling is known,
   * CAPACITY_EXCEEDED. Returns the producer.
   */
  async draw(tx: Tx, draw: Draw, paths: DrawPaths, announcedBase = 0n): Promise<string> {
    return this.take(tx, draw, paths, { registeredBase: draw.quantityBase, announcedBase: -announcedBase });
  }

  /**
   * Keeps so much more (below zero: less) of the land for a harvest to come, with the same refusals; nor may more be
   * hoped for than the land can still yield.
   */
  async announce(tx: Tx, draw: Draw, hope: Hope, paths: DrawPaths): Promise<void> {
    await this.take(tx, draw, paths, { registeredBase: 0n, announcedBase: draw.quantityBase }, hope);
  }

  /** What was announced and will not come (or come as less) is free for other lots and announcements. */
  async giveBack(tx: Tx, capacityId: string, announcedBase: bigint): Promise<void> {
    await tx.query('UPDATE capacities SET announced_base = announced_base - $2 WHERE id = $1', [
      capacityId,
      announcedBase,
    ]);
  }

  private async take(tx: Tx, draw: Draw, paths: DrawPaths, change: Change, hope?: Hope): Promise<string> {
    const capacity = await this.locked(tx, draw.capacityId);
    if (!capacity || !(await this.mayDraw(tx, draw.supplierId, capacity.supplierId)))
      throw notFound(paths.capacity);
    if (
      capacity.cropCode !== draw.cropCode ||
      capacity.countyCode !== draw.countyCode ||
      capacity.season !== draw.season
    )
      refuse(catalogRefusals.CAPACITY_OF_OTHER_GOODS(paths.capacity));
    const drawn = capacity.registeredBase + capacity.announcedBase;
    const added = change.registeredBase + change.announcedBase;
    if (!isStorable(drawn + added)) refuse(new QuantityOutOfRange(['value']).asRefusal(paths.quantity));
    const limit = await this.limitOf(capacity);
    if (limit !== null) {
      // What had been announced of this harvest is its own to register.
      const own = change.announcedBase < 0n ? -change.announcedBase : 0n;
      if (added > 0n && drawn + added > limit) refuse(exceeded(limit - drawn + own, draw, paths.quantity));
      const toCome = limit - capacity.registeredBase;
      if (hope && hope.base > toCome) refuse(exceeded(toCome, draw, hope.path));
    }
    await tx.query(
      `UPDATE capacities SET registered_base = registered_base + $2, announced_base = announced_base + $3 WHERE id = $1`,
      [capacity.id, change.registeredBase, change.announcedBase],
    );
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
              verified_area_si AS "verifiedAreaSi", registered_base AS "registeredBase",
              announced_base AS "announcedBase"
       FROM capacities WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }
}

function exceeded(leftBase: bigint, { displayUnit }: Draw, path: RefusalPath): Refusal {
  const { value, unit } = formatQuantity(leftBase > 0n ? leftBase : 0n, displayUnit);
  return catalogRefusals.CAPACITY_EXCEEDED({ left: value, unit }, path);
}
