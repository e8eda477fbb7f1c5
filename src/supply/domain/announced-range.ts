import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { supplyRefusals } from './supply.refusals';

/** What a supplier expects of one harvest, in base units; days are YYYY-MM-DD. */
export interface AnnouncedTerms {
  readonly lowerBase: bigint;
  readonly upperBase: bigint;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly confidencePercent: number;
  readonly note: string | null;
}

/** Refuses what contradicts itself, whatever the land; the season is the year of the window. */
export function requireSound(terms: AnnouncedTerms, path: RefusalPath): void {
  const { lowerBase, upperBase, windowFrom, windowTo, confidencePercent } = terms;
  if (upperBase < lowerBase) refuse(supplyRefusals.RANGE_REVERSED([...path, 'upper']));
  if (seasonOf(windowFrom) !== seasonOf(windowTo))
    refuse(supplyRefusals.WINDOW_ACROSS_SEASONS([...path, 'windowTo']));
  if (confidencePercent < 1 || confidencePercent > 100)
    refuse(supplyRefusals.CONFIDENCE_OUT_OF_RANGE([...path, 'confidencePercent']));
}

export const seasonOf = (day: string): number => Number(day.slice(0, 4));

/** What an announcement keeps of the land and may promise: its lower bound, as far as it has not become lots (I3). */
export const heldOf = (lowerBase: bigint, certifiedBase: bigint): bigint =>
  lowerBase > certifiedBase ? lowerBase - certifiedBase : 0n;

interface Ground {
  readonly supplierId: string;
  readonly capacityId: string;
  readonly product: {
    readonly cropCode: string | null;
    readonly originCountyCode: string;
    readonly displayUnit: string;
  };
}

/** What the land is asked for when something is announced or revised: how much more to keep, and what is hoped for. */
export function landFor(
  terms: AnnouncedTerms,
  { supplierId, capacityId, product }: Ground,
  before = { heldBase: 0n, certifiedBase: 0n },
) {
  return {
    draw: {
      supplierId,
      capacityId,
      cropCode: product.cropCode,
      countyCode: product.originCountyCode,
      season: seasonOf(terms.windowFrom),
      quantityBase: heldOf(terms.lowerBase, before.certifiedBase) - before.heldBase,
      displayUnit: product.displayUnit,
    },
    hope: { base: heldOf(terms.upperBase, before.certifiedBase), path: ['harvest', 'upper'] },
    paths: { quantity: ['harvest', 'lower'] },
  };
}

/** The stock of an announcement after a lot of it. */
export const afterLot = <Stock extends { readonly heldBase: bigint; readonly certifiedBase: bigint }>(
  stock: Stock,
  lot: { readonly announcedBase: bigint; readonly quantityBase: bigint },
): Stock => ({
  ...stock,
  heldBase: stock.heldBase - lot.announcedBase,
  certifiedBase: stock.certifiedBase + lot.quantityBase,
});

/** How a harvest that is in ends: the lower bound was promised, so below it the harvest was smaller. */
export const endOf = (stock: { lowerBase: bigint; certifiedBase: bigint }): 'fulfil' | 'shrink' =>
  stock.certifiedBase >= stock.lowerBase ? 'fulfil' : 'shrink';
