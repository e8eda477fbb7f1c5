import type { MarketYear } from '../../../src/integrity/domain/market-year';
import { Chance } from './chance';
import { DraftYear } from './draft-year';
import { offSeason, outpaced } from './false-harvests';
import { playDecemberRush, playHonestTrade } from './honest-trade';
import { madeUpFigures } from './made-up-figures';
import { countyCodes, newBuyer, type Market } from './market';
import { drawPeaks, overpriced } from './overpriced-goods';
import type { Planted, Stories } from './planted';
import { playHonestClaims, reusedInvoices } from './reused-invoices';
import { shellSuppliers } from './shell-suppliers';
import { splitPurchases } from './split-purchases';
import { washTrades } from './wash-trades';

export interface SimulatedYear {
  readonly seed: number;
  readonly year: MarketYear;
  readonly cheats: readonly Planted[];
  readonly lookalikes: readonly Planted[];
}

/** How large the simulated market is. */
export interface Scale {
  readonly counties: number;
  readonly producers: number;
  readonly buyers: number;
  readonly cheatsPerKind: number;
  readonly lookalikesPerKind: number;
}

export const A_YEAR: Scale = {
  counties: 37,
  producers: 230,
  buyers: 140,
  cheatsPerKind: 13,
  lookalikesPerKind: 19,
};

const ALL: readonly Stories[] = [
  washTrades,
  splitPurchases,
  offSeason,
  outpaced,
  overpriced,
  reusedInvoices,
  madeUpFigures,
  shellSuppliers,
];

/** Plays a year in fictive counties: honest trade, those who cheat, and those who only look like it. */
export function simulateYear(seed: number, scale: Scale = A_YEAR): SimulatedYear {
  const chance = new Chance(seed);
  const counties = countyCodes(scale.counties);
  const draft = new DraftYear(chance, counties);
  const peaks = drawPeaks(chance, counties);
  const empty: Market = { draft, counties, peaks, buyers: [] };
  const market: Market = { ...empty, buyers: Array.from({ length: scale.buyers }, () => newBuyer(empty)) };
  playHonestTrade(market, scale.producers);
  playDecemberRush(market, scale.buyers * 0.43);
  playHonestClaims(market, scale.buyers);
  const cheats = ALL.flatMap(({ kind, cheats }) => played(market, kind, cheats, scale.cheatsPerKind));
  const lookalikes = ALL.flatMap(({ kind, lookalikes }) =>
    played(market, kind, lookalikes, scale.lookalikesPerKind),
  );
  return { seed, year: draft.finished(), cheats, lookalikes };
}

function played(market: Market, kind: Planted['kind'], stories: Stories['cheats'], count: number): Planted[] {
  return Array.from({ length: count }, () => {
    const story = drawn(market.draft.chance, stories);
    return { kind, story: story.name, ids: story.play(market) };
  });
}

function drawn(chance: Chance, stories: Stories['cheats']): Stories['cheats'][number] {
  let left = chance.next() * stories.reduce((sum, { weight }) => sum + weight, 0);
  const found = stories.find(({ weight }) => (left -= weight) < 0) ?? stories.at(-1);
  if (!found) throw new Error('a kind has its stories');
  return found;
}
