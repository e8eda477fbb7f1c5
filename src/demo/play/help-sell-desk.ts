import { OfferHelpSellMandate, OpenSalesChannel, SignHelpSellMandate } from '../../helpselling/index';
import { addDays } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan } from '../domain/demo-plan';
import { PLATFORM_KEY } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { PlannedSchemes } from '../domain/scheme-script';
import type { Cast } from './cast';
import type { OrderDesk } from './order-desk';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

const HELPER = 'b310112';
const OPERATOR = 'b420106';
const CEILING_FEN = 10_000_000n;
const DAYS_BEYOND_THE_PRESENT = 60;

interface Parties {
  readonly cast: Cast;
  readonly shelves: Shelves;
  readonly orders: OrderDesk;
  readonly plan: DemoPlan;
}

/** 帮助销售: a channel, and a mandate its supplier has signed long before anything is bought over it. */
export async function mandateHelpSelling(
  stage: Stage,
  { cast, shelves, orders, plan }: Parties,
  { product, relatedOn }: PlannedSchemes,
): Promise<void> {
  const opened = stage.use(OpenSalesChannel).execute(cast.as(PLATFORM_KEY), {
    idempotencyKey: 'demo-channel',
    kind: 'ZONE',
    name: '示例消费帮扶专区',
    operatorId: cast.idOf(OPERATOR),
    regionCode: OPERATOR.slice(1),
  });
  const { channelId } = await done('openSalesChannel', opened);
  orders.openChannel(channelId);
  const offered = stage.use(OfferHelpSellMandate).execute(cast.as(HELPER, 'clerk'), {
    idempotencyKey: 'demo-mandate',
    supplierId: cast.idOf(product.supplierKey),
    channelId,
    productIds: [shelves.productId(product.key)],
    validFrom: relatedOn,
    validTo: addDays(plan.lastDay, DAYS_BEYOND_THE_PRESENT),
    ceiling: yuanText(CEILING_FEN),
  });
  const { mandateId } = await done('offerHelpSellMandate', offered);
  const paper = await stage.database.one<{ sha256: string }>(
    'SELECT sha256 FROM help_sell_mandates WHERE id = $1',
    [mandateId],
  );
  const signed = stage.use(SignHelpSellMandate).execute(cast.as(product.supplierKey), {
    idempotencyKey: 'demo-mandate-signed',
    mandateId,
    expectedVersion: 1,
    sha256: paper?.sha256 ?? '',
    password: DEMO_PASSWORD,
  });
  await done('signHelpSellMandate', signed);
}
