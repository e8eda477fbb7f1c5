import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { freshKey } from './app';
import { makeGoods } from './goods';
import { HelpSelling, type ShownHelpSellMandate } from './helpselling';
import { TEST_PASSWORD, type Person } from './people';

const mandates = new Map<string, ShownHelpSellMandate>();

const operations = ({ callers }: World): Person => {
  const person = callers.find(({ role }) => role === 'PLATFORM_OPS')?.person;
  if (!person) throw new Error('nobody runs the platform');
  return person;
};

/** Run by the place's own buyer. */
const channelAt = (world: World, place: Place): Promise<string> =>
  new HelpSelling(world.app).channel(operations(world), place.buyerId, `示例专馆${freshKey().slice(0, 8)}`);

/** The buyer of the place would help its supplier; the same goods stand under no other mandate. */
async function mandateAt(world: World, place: Place, until: 'OFFERED' | 'SIGNED'): Promise<string> {
  const selling = new HelpSelling(world.app);
  const supplier = { id: place.supplierId, member: place.supplier };
  const goods = await makeGoods(world.app, { supplier }, { countyCode: place.westCounty, verifiedMu: null });
  const terms = selling.terms(goods, await channelAt(world, place));
  const mandate = await selling.offered(place.buyer, terms);
  mandates.set(mandate.id, mandate);
  if (until === 'OFFERED') return mandate.id;
  const { refusals } = await selling.sign(place.supplier, mandate);
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
  return mandate.id;
}

const onMandate = (until: 'OFFERED' | 'SIGNED', more: (id: string) => object = () => ({})): Line => ({
  record: (world, place) => mandateAt(world, place, until),
  owners: ['buyerId', 'supplierId'],
  variables: (mandateId) => ({ mandateId, ...more(mandateId) }),
});

export const helpSellingLines: Lines = {
  salesChannels: { variables: () => ({}), published: 'where goods are sold is known to every member' },
  openSalesChannel: {
    variables: (_id, own) => ({
      kind: 'ZONE',
      name: `示例专区${randomUUID().slice(0, 8)}`,
      operatorId: own.buyerId,
      regionCode: own.eastCounty,
    }),
  },
  closeSalesChannel: {
    record: channelAt,
    owners: ['buyerId'],
    published: 'where goods are sold is known to every member',
    variables: (channelId) => ({ channelId }),
  },
  helpSellMandate: {
    ...onMandate('OFFERED'),
    variables: (id) => ({ id }),
  },
  helpSellMandates: { variables: () => ({}) },
  offerHelpSellMandate: {
    variables: (_id, own) => offerOf(own),
  },
  signHelpSellMandate: onMandate('OFFERED', (id) => ({
    sha256: mandates.get(id)?.sha256 ?? '0'.repeat(64),
    password: TEST_PASSWORD,
  })),
  withdrawHelpSellMandate: onMandate('OFFERED'),
  endHelpSellMandate: onMandate('SIGNED'),
};

const wanted = { productId: '', channelId: '' };

export async function prepareHelpSelling(world: World): Promise<void> {
  const { own } = world;
  const supplier = { id: own.supplierId, member: own.supplier };
  const goods = await makeGoods(world.app, { supplier }, { countyCode: own.westCounty, verifiedMu: null });
  wanted.productId = goods.productId;
  wanted.channelId = await channelAt(world, own);
}

function offerOf(own: Place): object {
  return {
    supplierId: own.supplierId,
    channelId: wanted.channelId,
    productIds: [wanted.productId],
    validFrom: '2026-07-09',
    validTo: '2026-12-31',
    ceiling: { amount: '1000.00', currency: 'CNY' },
  };
}
