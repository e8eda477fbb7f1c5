import { awardAndOrder } from './award-and-order';
import { matchAndExplain } from './match-and-explain';
import { openRequest } from './open-request';
import { quoteAndCompare } from './quote-and-compare';
import type { Walk } from './walk';

/** The second story: a need of three cities, the proposal with its reasons, quotes beside each other, an award, the orders. */
export async function sourceGoods(walk: Walk): Promise<void> {
  const request = await openRequest(walk);
  await matchAndExplain(walk, request);
  const quotes = await quoteAndCompare(walk, request);
  await awardAndOrder(walk, request, quotes);
}
