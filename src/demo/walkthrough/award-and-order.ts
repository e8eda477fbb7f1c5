import type { RequestHead } from './sourcing-answers';
import { CallFailed } from './caller';
import { fenOf, yuan } from './figures';
import type { GivenQuote } from './quote-and-compare';
import type { Walk } from './walk';

/** The two cheapest get all of it; the orders stand at once, the third is told. */
export async function awardAndOrder(
  walk: Walk,
  request: RequestHead,
  quotes: readonly GivenQuote[],
): Promise<void> {
  await waitForDeadline(walk, request);
  const winners = quotes.slice(0, 2);
  walk.narrator.step(
    { zh: '定标：两家各得其所', en: 'The award: to the two cheapest' },
    'AwardQuotes',
    'SeeRequest',
  );
  const { version } = (await walk.ask('clerk', 'SeeRequest', { id: request.id })).sourcingRequest;
  const { awardQuotes } = await walk.send('clerk', 'AwardQuotes', {
    sourcingRequestId: request.id,
    expectedVersion: version,
    awards: winners.map(({ id, number }) => ({ quoteId: id, number })),
  });
  const awards = awardQuotes.awards ?? [];
  for (const { id, goods, totalFen } of winners)
    walk.narrator.check(
      { zh: `${goods.zh}（含运费）`, en: `${goods.en}, with freight` },
      yuan(totalFen),
      awards.find(({ quoteId }) => quoteId === id)?.total.amount ?? '—',
    );
  const { state } = (await walk.ask('clerk', 'SeeRequest', { id: request.id })).sourcingRequest;
  walk.narrator.check({ zh: '询价单', en: 'the request' }, 'AWARDED', state);
  await seeOrders(
    walk,
    awards.flatMap(({ orderIds }) => orderIds),
    winners.reduce((sum, { totalFen }) => sum + totalFen, 0n),
  );
}

/** Every supplier has until then: nothing is awarded before. */
async function waitForDeadline(walk: Walk, { id }: RequestHead): Promise<void> {
  walk.narrator.step({ zh: '等到报价截止', en: 'Until the deadline for quotes' }, 'SeeRequest');
  const { quoteDeadline } = (await walk.ask('clerk', 'SeeRequest', { id })).sourcingRequest;
  walk.narrator.tell({ zh: `截止 ${quoteDeadline}`, en: `deadline ${quoteDeadline}` });
  await walk.until(quoteDeadline);
}

async function seeOrders(walk: Walk, ids: readonly string[], totalFen: bigint): Promise<void> {
  walk.narrator.step(
    { zh: '订单已生成，库存已预留', en: 'The orders stand, the goods are reserved' },
    'SeeAwardedOrder',
  );
  if (ids.length === 0) throw new CallFailed('AwardQuotes: no orders');
  let sum = 0n;
  for (const id of ids) {
    const { order } = await walk.ask('clerk', 'SeeAwardedOrder', { id });
    const goods = order.lines.map(({ quantity }) => `${quantity.value} ${quantity.unit}`).join(' + ');
    walk.narrator.tell({
      zh: `${order.number} · ${goods} · ${order.total.amount} 元 · ${order.state}`,
      en: `${order.number} · ${goods} · ${order.total.amount} yuan · ${order.state}`,
    });
    sum += fenOf(order.total);
  }
  walk.narrator.check({ zh: '各单合计', en: 'all orders together' }, yuan(totalFen), yuan(sum));
}
