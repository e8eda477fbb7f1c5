import {
  ApplyForRecognition,
  CertifyRecognition,
  PubliciseRecognition,
  RecheckRecognition,
  RecogniseProduct,
  ReviewRecognition,
} from '../../catalog/index';
import { addDays, type Actor } from '../../platform/index';
import type { PlannedProduct } from '../domain/demo-plan';
import { PLATFORM_KEY, departmentKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const MID_MORNING = 10 * 60;
const ANNUAL_VALUE = { amount: '800000.00', currency: 'CNY' as const };

interface Seen {
  readonly idempotencyKey: string;
  readonly recognitionId: string;
  readonly expectedVersion: number;
}

/** Products are recognised by the county, two people of the platform and seven days of publicity; and checked again every year. */
export class Recognitions {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly products: readonly PlannedProduct[],
  ) {}

  async recogniseAll(from: string, productIds: ReadonlyMap<string, string>): Promise<void> {
    const { stage } = this;
    const asking = this.products.filter(({ recognised }) => recognised);
    await stage.together(asking, async ({ key, supplierKey }) => {
      const input = {
        idempotencyKey: `demo-recognition-${key}`,
        productId: productIds.get(key) ?? '',
        annualValue: ANNUAL_VALUE,
        linkageStatement: '示例说明：带动农户统一收购、二次分红。',
      };
      const answer = stage.use(ApplyForRecognition).execute(this.cast.as(supplierKey), input);
      this.ids.set(key, (await done(`applyForRecognition ${key}`, answer)).recognitionId);
    });
    const first = this.cast.as(PLATFORM_KEY);
    const second = this.cast.as(PLATFORM_KEY, 'second');
    const certify = stage.use(CertifyRecognition);
    await this.step(addDays(from, 2), asking, (seen, revital) => certify.execute(revital, seen));
    await this.step(addDays(from, 3), asking, (seen) => stage.use(ReviewRecognition).execute(first, seen));
    await this.step(addDays(from, 3), asking, (seen) => stage.use(PubliciseRecognition).execute(first, seen));
    await this.step(addDays(from, 11), asking, (seen) => stage.use(RecogniseProduct).execute(second, seen));
  }

  async recheck(): Promise<void> {
    const due = this.products.filter(({ recognised, recheckForgotten }) => recognised && !recheckForgotten);
    await this.step(null, due, (seen, revital) => this.stage.use(RecheckRecognition).execute(revital, seen));
  }

  private async step(
    day: string | null,
    products: readonly PlannedProduct[],
    take: (seen: Seen, revital: Actor) => Parameters<typeof done<{ recognitionId: string }>>[1],
  ): Promise<void> {
    if (day) this.stage.moveTo(day, MID_MORNING);
    const rows = await this.stage.database.query<{ id: string; version: number; state: string }>(
      'SELECT id, version, state FROM recognitions',
    );
    const versions = new Map(rows.map((row) => [row.id, row]));
    await this.stage.together(products, async ({ key, goods }) => {
      const recognitionId = this.ids.get(key) ?? '';
      const { version = 0, state = '' } = versions.get(recognitionId) ?? {};
      const seen = {
        idempotencyKey: `demo-recognition-${key}-${state}`,
        recognitionId,
        expectedVersion: version,
      };
      const revital = this.cast.as(departmentKey(goods.countyCode), 'revital');
      await done(`recognition ${key} from ${state}`, take(seen, revital));
    });
  }
}
