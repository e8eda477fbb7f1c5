import { sellHarvest } from './honest-trade';
import type { Land } from './draft-year';
import { newBuyer, newProducer, type Market } from './market';
import type { Stories } from './planted';

const some = (market: Market, count: number): Land[] =>
  Array.from({ length: count }, () => newProducer(market));

function share({ draft }: Market, what: 'PHONE' | 'ACCOUNT', ids: readonly string[]): void {
  const number = draft.number();
  for (const id of ids) {
    const { phoneHashes, accountHashes } = draft.of(id);
    draft.change(
      id,
      what === 'PHONE'
        ? { phoneHashes: [...phoneHashes, number] }
        : { accountHashes: [number, ...accountHashes] },
    );
  }
}

const idsOf = (lands: readonly Land[]) => lands.map(({ supplier }) => supplier);

/** One hand behind several names: phones and accounts overlap here and there, the same friends buy. */
function oneHand(market: Market): string[] {
  const { chance } = market.draft;
  const lands = some(market, Math.max(2, Math.round(chance.around(3.3, 0.31))));
  const ids = idsOf(lands);
  const account = chance.happens(0.79);
  ids.slice(1).forEach((id, index) => {
    const before = ids[index] ?? id;
    share(market, account && chance.happens(0.63) ? 'ACCOUNT' : 'PHONE', [before, id]);
  });
  const friends = Array.from({ length: chance.whole(0.61, 3.4) }, () => newBuyer(market));
  const loyal = Math.min(1, chance.around(0.79, 0.53));
  for (const land of lands) {
    const others = chance.some(market.buyers, chance.whole(0.61, 2.4));
    const customers = [0, 1, 2, 1, 0, 2, 0, 1].map((index) =>
      chance.happens(loyal) ? friends[index % friends.length] : others[index % others.length],
    );
    sellHarvest(
      market,
      land,
      customers.filter((id) => id !== undefined),
    );
  }
  return ids;
}

/** Husband and wife, two farms, one phone; at times one account, too. */
function couple(market: Market): string[] {
  const lands = some(market, 2);
  const { chance } = market.draft;
  share(market, chance.happens(0.87) ? 'PHONE' : 'ACCOUNT', idsOf(lands));
  const near = chance.some(market.buyers, chance.whole(1.6, 4.4));
  for (const land of lands) sellHarvest(market, land, chance.happens(0.41) ? near : undefined);
  return idsOf(lands);
}

/** Three generations and one phone, each with his own customers. */
function family(market: Market): string[] {
  const lands = some(market, market.draft.chance.whole(1.6, 3.4));
  share(market, 'PHONE', idsOf(lands));
  for (const land of lands) sellHarvest(market, land);
  return idsOf(lands);
}

/** A bookkeeper answers the phone of several cooperatives. */
function bookkeeper(market: Market): string[] {
  const lands = some(market, market.draft.chance.whole(2.6, 6.4));
  share(market, 'PHONE', idsOf(lands));
  for (const land of lands) sellHarvest(market, land);
  return idsOf(lands);
}

/** An agent that says for whom it sells, and collects for them. */
function openAgent(market: Market): string[] {
  const lands = some(market, market.draft.chance.whole(2.6, 5.4));
  const ids = idsOf(lands);
  share(market, 'ACCOUNT', ids);
  const [agent = '', ...principals] = ids;
  market.draft.change(agent, { principalIds: principals });
  for (const id of principals) market.draft.change(id, { principalIds: ids.filter((other) => other !== id) });
  const customers = market.draft.chance.some(market.buyers, market.draft.chance.whole(1.6, 3.4));
  for (const land of lands) sellHarvest(market, land, customers);
  return ids;
}

/** Subsidiaries that show their superior. */
function subsidiaries(market: Market): string[] {
  const { draft } = market;
  const lands = some(market, draft.chance.whole(2.6, 4.4));
  const superior = draft.organization();
  for (const { supplier } of lands) draft.change(supplier, { rootId: superior });
  share(market, 'ACCOUNT', idsOf(lands));
  const customers = draft.chance.some(market.buyers, draft.chance.whole(1.6, 3.4));
  for (const land of lands) sellHarvest(market, land, customers);
  return idsOf(lands);
}

export const shellSuppliers: Stories = {
  kind: 'SHARED_CONTACT',
  cheats: [{ name: '一人多户', weight: 1, play: oneHand }],
  lookalikes: [
    { name: '夫妻农场', weight: 0.3, play: couple },
    { name: '一家三代', weight: 0.16, play: family },
    { name: '代理记账', weight: 0.26, play: bookkeeper },
    { name: '公开代理', weight: 0.16, play: openAgent },
    { name: '集团子公司', weight: 0.16, play: subsidiaries },
  ],
};
