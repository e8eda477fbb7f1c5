import {
  AddProduct,
  ApproveListing,
  DeclarePlot,
  DraftListing,
  PutLotOnSale,
  RegisterLot,
  SubmitListing,
  VerifyPlot,
} from '../../catalog/index';
import { addDays } from '../../platform/index';
import type { DemoPlan, PlannedLot, PlannedProduct } from '../domain/demo-plan';
import { termsOf } from '../domain/listing-offer';
import { PLATFORM_KEY, departmentKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { Recognitions } from './recognitions';
import { done, type Stage } from './stage';

const MORNING = 8 * 60;

/** From the field to the shelf: products, land, listings, and each harvest as a lot on its day. */
export class Shelves {
  private readonly products = new Map<string, string>();
  private readonly listings = new Map<string, string>();
  private readonly capacities = new Map<string, string>();
  private readonly lots = new Map<string, string>();
  private readonly waiting: { product: PlannedProduct; lot: PlannedLot }[];
  private readonly recognitions: Recognitions;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly plan: DemoPlan,
  ) {
    this.recognitions = new Recognitions(stage, cast, plan.products);
    this.waiting = plan.products
      .flatMap((product) => product.lots.map((lot) => ({ product, lot })))
      .toSorted((a, b) => a.lot.harvestedOn.localeCompare(b.lot.harvestedOn));
  }

  lotId(key: string): string {
    const id = this.lots.get(key);
    if (!id) throw new Error(`lot ${key} is not registered yet`);
    return id;
  }

  productId(key: string): string {
    return this.products.get(key) ?? '';
  }

  /** Takes eleven days, because a recognition is publicised for seven. */
  async prepare(from: string): Promise<void> {
    this.stage.moveTo(from, MORNING);
    await this.stage.together(this.plan.products, (product) => this.offer(product));
    this.stage.moveTo(addDays(from, 1), MORNING);
    await this.verifyLand();
    await this.stage.together(this.plan.products, (product) => this.approve(product));
    await this.recognitions.recogniseAll(from, this.products);
  }

  recheckRecognitions(): Promise<void> {
    return this.recognitions.recheck();
  }

  /** Puts on sale whatever was harvested before this day. */
  async stockUp(day: string): Promise<void> {
    const ripe = this.waiting.findIndex(({ lot }) => lot.harvestedOn >= day);
    const harvested = this.waiting.splice(0, ripe === -1 ? this.waiting.length : ripe);
    await this.stage.together(harvested, ({ product, lot }) => this.putOnSale(product, lot));
  }

  private async offer(product: PlannedProduct): Promise<void> {
    const { key, supplierKey, goods } = product;
    const actor = this.cast.as(supplierKey);
    const { productId } = await done(
      `addProduct ${key}`,
      this.stage.use(AddProduct).execute(actor, {
        idempotencyKey: `demo-product-${key}`,
        name: `示例${goods.county}${goods.name}`,
        categoryCode: goods.categoryCode,
        cropCode: goods.cropCode,
        originCountyCode: goods.countyCode,
        displayUnit: 'kg',
        description: '演示数据：产品、价格与产地仅作示例。',
      }),
    );
    this.products.set(key, productId);
    if (product.landVerified) for (const season of seasonsOf(product)) await this.declare(product, season);
    const terms = termsOf(product, this.plan);
    const draft = { idempotencyKey: `demo-listing-${key}`, productId, terms };
    const { listingId } = await done(
      `draftListing ${key}`,
      this.stage.use(DraftListing).execute(actor, draft),
    );
    this.listings.set(key, listingId);
    const submit = { idempotencyKey: `demo-listing-submit-${key}`, listingId, expectedVersion: 1 };
    await done(`submitListing ${key}`, this.stage.use(SubmitListing).execute(actor, submit));
  }

  private async declare({ key, supplierKey, goods, areaMu }: PlannedProduct, season: number): Promise<void> {
    const input = {
      idempotencyKey: `demo-plot-${key}-${season}`,
      countyCode: goods.countyCode,
      plotCode: `示例地块-${key}`,
      cropCode: goods.cropCode,
      season,
      area: { value: String(areaMu), unit: 'mu' },
    };
    await done(`declarePlot ${key}`, this.stage.use(DeclarePlot).execute(this.cast.as(supplierKey), input));
  }

  private async verifyLand(): Promise<void> {
    const plots = await this.stage.database.query<{ id: string; version: number; county: string }>(
      `SELECT id, version, county_code AS county FROM plots WHERE state = 'DECLARED' ORDER BY plot_code, season`,
    );
    await this.stage.together(plots, async ({ id, version, county }) => {
      const input = { idempotencyKey: `demo-verify-${id}`, plotId: id, expectedVersion: version };
      const actor = this.cast.as(departmentKey(county), 'agri');
      await done(`verifyPlot ${id}`, this.stage.use(VerifyPlot).execute(actor, input));
    });
    const rows = await this.stage.database.query<{ id: string; owner: string }>(
      `SELECT id, supplier_id || county_code || crop_code || season AS owner FROM capacities`,
    );
    for (const { id, owner } of rows) this.capacities.set(owner, id);
  }

  private async approve({ key }: PlannedProduct): Promise<void> {
    const listingId = this.listings.get(key) ?? '';
    const input = { idempotencyKey: `demo-listing-approve-${key}`, listingId, expectedVersion: 2 };
    await done(
      `approveListing ${key}`,
      this.stage.use(ApproveListing).execute(this.cast.as(PLATFORM_KEY), input),
    );
  }

  private async putOnSale(product: PlannedProduct, lot: PlannedLot): Promise<void> {
    const { supplierKey, goods, key } = product;
    const actor = this.cast.as(supplierKey);
    const season = lot.harvestedOn.slice(0, 4);
    const owner = `${this.cast.idOf(supplierKey)}${goods.countyCode}${goods.cropCode}${season}`;
    const { lotId } = await done(
      `registerLot ${lot.key}`,
      this.stage.use(RegisterLot).execute(actor, {
        idempotencyKey: `demo-lot-${lot.key}`,
        productId: this.products.get(key) ?? '',
        capacityId: product.landVerified ? (this.capacities.get(owner) ?? null) : null,
        certificateNo: `SHILI-${lot.key}`,
        harvestedOn: lot.harvestedOn,
        expiresOn: lot.expiresOn,
        grade: lot.grade,
        quantity: { value: String(lot.kilograms), unit: 'kg' },
      }),
    );
    this.lots.set(lot.key, lotId);
    const listingId = this.listings.get(key) ?? '';
    const input = { idempotencyKey: `demo-lot-sale-${lot.key}`, lotId, listingId, expectedVersion: 1 };
    await done(`putLotOnSale ${lot.key}`, this.stage.use(PutLotOnSale).execute(actor, input));
  }
}

const seasonsOf = (product: PlannedProduct) =>
  new Set(product.lots.map((lot) => Number(lot.harvestedOn.slice(0, 4))));
