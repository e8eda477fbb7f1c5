import { addDays } from '../../platform/index';
import type { ComparedLine, PublishedLine, RequestHead } from './sourcing-answers';
import { CallFailed } from './caller';
import { kg, money, plain, yuan } from './figures';
import type { Walk, Walker } from './walk';
import { DELIVERY_IN, cityOf, PEPPER, RICE, type WantedGoods } from './wanted-goods';

const FREIGHT_FEN = 180_000n; // of each delivery
const VALID_DAYS = 18;

/** Who quotes what, by the kilogram. */
const QUOTES = [
  { walker: 'riceSupplier', goods: RICE, fen: 980n },
  { walker: 'supplier', goods: PEPPER, fen: 7_650n },
  { walker: 'pepperRival', goods: PEPPER, fen: 7_980n },
] as const;

export interface GivenQuote {
  readonly id: string;
  readonly number: number;
  readonly walker: Walker;
  readonly goods: WantedGoods;
  readonly totalFen: bigint;
}

/** Three suppliers read what is wanted, no cap, and quote; the buyer lays their quotes side by side. */
export async function quoteAndCompare(walk: Walk, request: RequestHead): Promise<GivenQuote[]> {
  const quotes: GivenQuote[] = [];
  for (const one of QUOTES) quotes.push(await quote(walk, request, one));
  walk.narrator.step({ zh: '采购方比价', en: 'The buyer compares' }, 'CompareQuotes');
  const { lines } = (await walk.ask('clerk', 'CompareQuotes', { sourcingRequestId: request.id }))
    .quoteComparison;
  for (const line of lines) tellOf(walk, line);
  const offers = lines.flatMap((line) => line.offers);
  const namesOf = (some: typeof offers) =>
    [...new Set(some.map(({ supplierName }) => supplierName))].toSorted().join('、');
  const best = quotes.slice(0, 2).map(({ id }) => id);
  walk.narrator.check(
    { zh: '各行最低到岸价来自前两家', en: 'the cheapest of each line are the first two' },
    namesOf(offers.filter(({ quoteId }) => best.includes(quoteId))),
    namesOf(offers.filter(({ cheapest }) => cheapest)),
  );
  return quotes;
}

async function quote(
  walk: Walk,
  request: RequestHead,
  { walker, goods, fen }: (typeof QUOTES)[number],
): Promise<GivenQuote> {
  walk.narrator.step(
    { zh: `供应商报价：${goods.zh}，${yuan(fen)} 元/kg`, en: `A quote: ${goods.en} at ${yuan(fen)} yuan/kg` },
    'ReadRequest',
    'SubmitQuote',
  );
  const { publishedRequest } = await walk.ask(walker, 'ReadRequest', { id: request.id });
  const lines = publishedRequest.lines.filter(({ categoryCode }) => categoryCode === goods.categoryCode);
  const lotId = await ownLot(walk, walker, goods);
  const { submitQuote } = await walk.send(walker, 'SubmitQuote', {
    sourcingRequestId: request.id,
    requestRevision: publishedRequest.revision,
    terms: {
      paymentTerms: 'PREPAID',
      validUntil: addDays(walk.today(), VALID_DAYS),
      note: '示例报价，含税。',
      deliveries: lines.map((line) => deliveryOf(walk, line, lotId, fen)),
    },
  });
  if (!submitQuote.quote) throw new CallFailed('SubmitQuote: no quote');
  const { id, currentNumber, state } = submitQuote.quote;
  walk.narrator.check({ zh: '报价状态', en: 'quote state' }, 'SUBMITTED', state);
  const kilograms = BigInt(goods.kilograms.reduce((sum, each) => sum + each, 0));
  return {
    id,
    number: currentNumber,
    walker,
    goods,
    totalFen: kilograms * fen + FREIGHT_FEN * BigInt(lines.length),
  };
}

function deliveryOf(walk: Walk, line: PublishedLine, lotId: string, fen: bigint) {
  return {
    deliveryOn: addDays(walk.today(), DELIVERY_IN),
    freight: { kind: 'FIXED', amount: money(FREIGHT_FEN) },
    lines: [
      { sourcingLineId: line.id, lotId, quantity: line.maximum, unitPrice: money(fen), priceUnit: 'kg' },
    ],
  };
}

/** The supplier's lot with most left. */
async function ownLot(walk: Walk, walker: Walker, { categoryCode, kilograms }: WantedGoods): Promise<string> {
  const seller = (await walk.ask(walker, 'WhoAmI')).me.organization;
  const quantity = kg(kilograms.reduce((sum, each) => sum + each, 0));
  const { lots } = await walk.ask(walker, 'FindLots', { filter: { categoryCode, quantity } });
  const own = lots.edges.find(({ node }) => node.supplier.id === seller.id)?.node;
  if (!own) throw new CallFailed(`FindLots: ${seller.name} has no lot of ${categoryCode} large enough`);
  return own.id;
}

function tellOf({ narrator }: Walk, { deliveryCounty, wanted, offers }: ComparedLine): void {
  const city = cityOf(deliveryCounty);
  const amount = `${plain(wanted.value)} ${wanted.unit}`;
  for (const { supplierName, landedPerUnit, landed, cheapest } of offers)
    narrator.tell({
      zh: `${city.zh} ${amount}：${supplierName} 到岸 ${landedPerUnit.amount} 元/kg，共 ${landed.amount}${cheapest ? ' ← 最低' : ''}`,
      en: `${city.en} ${amount}: ${supplierName} landed ${landedPerUnit.amount} yuan/kg, ${landed.amount} in all${cheapest ? ' ← cheapest' : ''}`,
    });
}
