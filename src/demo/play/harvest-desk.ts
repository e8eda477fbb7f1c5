import { DeclarePlot, VerifyPlot } from '../../catalog/index';
import { addDays } from '../../platform/index';
import { PlaceOrder } from '../../procurement/index';
import { AnnounceHarvest, CertifyHarvest } from '../../supply/index';
import type { OrderedHarvest, PlannedHarvest } from '../domain/harvest-script';
import { departmentKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import type { OrderDesk } from './order-desk';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

const KEEPS_DAYS = 300;

/** 预计上市: harvests that are announced; one is ordered from and certified, the other comes after the year. */
export class HarvestDesk {
  /** Announcements and the orders on them, by the key of the plan. */
  private readonly announced = new Map<string, string>();
  private readonly placed = new Map<string, string>();

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly shelves: Shelves,
    private readonly planned: readonly PlannedHarvest[],
  ) {}

  async play(day: string, orders: OrderDesk): Promise<void> {
    for (const planned of this.planned) {
      const { ordered } = planned;
      if (day === planned.landOn) await this.prepareLand(planned);
      if (day === planned.announcedOn) await this.announce(planned);
      if (ordered && day === ordered.orderedOn) await this.order(planned, ordered);
      if (ordered && day === ordered.certifiedOn) await this.certify(planned, ordered, orders);
    }
    await this.stage.settle();
  }

  private async prepareLand({ key, product, season, areaMu }: PlannedHarvest): Promise<void> {
    const { supplierKey, goods } = product;
    const plotCode = `示例地块-预计上市-${key}`;
    const input = {
      idempotencyKey: `demo-harvest-plot-${key}`,
      countyCode: goods.countyCode,
      plotCode,
      cropCode: goods.cropCode,
      season,
      area: { value: String(areaMu), unit: 'mu' },
    };
    await done('declarePlot', this.stage.use(DeclarePlot).execute(this.cast.as(supplierKey), input));
    const plot = await this.stage.database.one<{ id: string; version: number }>(
      'SELECT id, version FROM plots WHERE plot_code = $1',
      [plotCode],
    );
    const seen = {
      idempotencyKey: `demo-harvest-plot-verify-${key}`,
      plotId: plot?.id ?? '',
      expectedVersion: plot?.version ?? 0,
    };
    const department = this.cast.as(departmentKey(goods.countyCode), 'agri');
    await done('verifyPlot', this.stage.use(VerifyPlot).execute(department, seen));
  }

  private async announce({ key, product, season, harvest }: PlannedHarvest): Promise<void> {
    const { supplierKey, goods } = product;
    const capacity = await this.stage.database.one<{ id: string }>(
      'SELECT id FROM capacities WHERE supplier_id = $1 AND county_code = $2 AND crop_code = $3 AND season = $4',
      [this.cast.idOf(supplierKey), goods.countyCode, goods.cropCode, season],
    );
    const input = {
      idempotencyKey: `demo-harvest-${key}`,
      productId: this.shelves.productId(product.key),
      capacityId: capacity?.id ?? '',
      harvest,
    };
    const announcing = this.stage.use(AnnounceHarvest).execute(this.cast.as(supplierKey), input);
    this.announced.set(key, (await done('announceHarvest', announcing)).forwardSupplyId);
  }

  /** Before it is harvested: reserved on the announcement. */
  private async order({ key }: PlannedHarvest, { order, deliveryOn }: OrderedHarvest): Promise<void> {
    const clerk = this.cast.as(order.buyerKey, 'clerk');
    const input = {
      idempotencyKey: `demo-harvest-order-${key}`,
      lines: [
        {
          forwardSupplyId: this.announced.get(key) ?? '',
          leastGrade: '一级',
          quantity: { value: String(order.kilograms), unit: 'kg' },
        },
      ],
      unitId: this.cast.idOf(order.unitKey),
      terms: order.terms,
      deliveryCounty: clerk.regionCode ?? '',
      deliveryOn,
    };
    const placing = this.stage.use(PlaceOrder).execute(clerk, input);
    this.placed.set(key, (await done('placeOrder on a harvest', placing)).orderIds[0] ?? '');
  }

  /** All of it came: the order stands on its lot and goes on like any other. */
  private async certify(
    { key, product, harvest }: PlannedHarvest,
    { order, certifiedOn, certificateNo }: OrderedHarvest,
    orders: OrderDesk,
  ): Promise<void> {
    const forwardSupplyId = this.announced.get(key) ?? '';
    const supply = await this.stage.database.one<{ version: number }>(
      'SELECT version FROM forward_supplies WHERE id = $1',
      [forwardSupplyId],
    );
    const input = {
      idempotencyKey: `demo-harvest-certify-${key}`,
      forwardSupplyId,
      expectedVersion: supply?.version ?? 0,
      lots: [
        {
          certificateNo,
          harvestedOn: addDays(certifiedOn, -1),
          expiresOn: addDays(certifiedOn, KEEPS_DAYS),
          grade: '一级',
          quantity: harvest.lower,
        },
      ],
      last: true,
    };
    const seller = this.cast.as(product.supplierKey);
    await done('certifyHarvest', this.stage.use(CertifyHarvest).execute(seller, input));
    orders.adopt(order, this.placed.get(key) ?? '');
  }
}
