import { amountFen, priceFor, priceLadder } from '../../../money/src/index';
import type { Edge } from './edge';
import { edgeTerms, termNames, type EdgeTerms } from './edge-terms';
import type { MatchingProblem } from './matching-problem';
import { fenAtRate } from './rates';

/** What a proposed order costs, exact to the fen; each term rounded once, half up. */
export interface OrderAmounts {
  readonly goodsFen: bigint;
  readonly freightFen: bigint;
  /** Goods and freight: what the buyer pays. */
  readonly landedFen: bigint;
  /** What the run weighs beside it: costs above zero, benefits below. Nobody pays these. */
  readonly termsFen: { readonly [Name in keyof EdgeTerms]: bigint };
  /** Landed and terms together: what the run minimises. */
  readonly weighedFen: bigint;
}

export function orderAmounts(problem: MatchingProblem, edge: Edge, quantityBase: bigint): OrderAmounts {
  const supply = problem.supplies[edge.supply];
  const line = problem.lines[edge.line];
  if (!supply || !line) throw new RangeError('The edge is not of this problem');
  const { ladder, priceUnit } = supply.supply;
  const unitPriceFen = priceFor(priceLadder(ladder), quantityBase) ?? 0n;
  const goodsFen = amountFen({ unitPriceFen, priceUnit }, quantityBase);
  const freightFen = fenAtRate(edge.freightRate, quantityBase) + BigInt(edge.consignment);
  const terms = edgeTerms(line, supply, problem.rules);
  const termsFen = Object.fromEntries(
    termNames.map((name) => [name, fenAtRate(terms[name], quantityBase)]),
  ) as OrderAmounts['termsFen'];
  const landedFen = goodsFen + freightFen;
  const weighedFen = termNames.reduce((sum, name) => sum + termsFen[name], landedFen);
  return { goodsFen, freightFen, landedFen, termsFen, weighedFen };
}
