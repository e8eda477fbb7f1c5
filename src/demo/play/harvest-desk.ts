import { DeclarePlot, VerifyPlot } from '../../catalog/index';
import { AnnounceHarvest } from '../../supply/index';
import type { PlannedHarvest } from '../domain/harvest-script';
import { departmentKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

const PLOT_CODE = '示例地块-预计上市';

/** 预计上市: a harvest that is announced towards the end of the year and comes after it. */
export class HarvestDesk {
  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly shelves: Shelves,
    private readonly planned: PlannedHarvest | null,
  ) {}

  async play(day: string): Promise<void> {
    const { planned } = this;
    if (!planned) return;
    if (day === planned.landOn) await this.prepareLand(planned);
    if (day === planned.announcedOn) await this.announce(planned);
    await this.stage.settle();
  }

  private async prepareLand({ product, season, areaMu }: PlannedHarvest): Promise<void> {
    const { supplierKey, goods } = product;
    const input = {
      idempotencyKey: 'demo-harvest-plot',
      countyCode: goods.countyCode,
      plotCode: PLOT_CODE,
      cropCode: goods.cropCode,
      season,
      area: { value: String(areaMu), unit: 'mu' },
    };
    await done('declarePlot', this.stage.use(DeclarePlot).execute(this.cast.as(supplierKey), input));
    const plot = await this.stage.database.one<{ id: string; version: number }>(
      'SELECT id, version FROM plots WHERE plot_code = $1',
      [PLOT_CODE],
    );
    const seen = {
      idempotencyKey: 'demo-harvest-plot-verify',
      plotId: plot?.id ?? '',
      expectedVersion: plot?.version ?? 0,
    };
    const department = this.cast.as(departmentKey(goods.countyCode), 'agri');
    await done('verifyPlot', this.stage.use(VerifyPlot).execute(department, seen));
  }

  private async announce({ product, season, harvest }: PlannedHarvest): Promise<void> {
    const { supplierKey, goods, key } = product;
    const capacity = await this.stage.database.one<{ id: string }>(
      'SELECT id FROM capacities WHERE supplier_id = $1 AND county_code = $2 AND crop_code = $3 AND season = $4',
      [this.cast.idOf(supplierKey), goods.countyCode, goods.cropCode, season],
    );
    const input = {
      idempotencyKey: 'demo-harvest',
      productId: this.shelves.productId(key),
      capacityId: capacity?.id ?? '',
      harvest,
    };
    await done('announceHarvest', this.stage.use(AnnounceHarvest).execute(this.cast.as(supplierKey), input));
  }
}
