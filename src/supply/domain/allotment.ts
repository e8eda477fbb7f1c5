/** A reservation on an announced harvest; they stand in the order in which they were placed. */
export interface WaitingReservation {
  readonly holderId: string;
  readonly reservedBase: bigint;
  /** What is reserved is so many whole packs, and so is what is left of it; 1 where none were agreed on. */
  readonly packBase: bigint;
  /** Less than this of it is of no use to its buyer; null: any pack is. */
  readonly leastBase: bigint | null;
  /** The plainest grade it takes, 0 the best; null takes every one. */
  readonly leastRank: number | null;
}

export interface FreshLot {
  readonly lotId: string;
  readonly quantityBase: bigint;
  /** 0 is the best grade; null is none of the known ones, which serves only who takes every one. */
  readonly rank: number | null;
}

export interface Allotted {
  readonly holderId: string;
  readonly lotId: string;
  readonly quantityBase: bigint;
}

export interface Cut {
  readonly holderId: string;
  readonly quantityBase: bigint;
}

/**
 * What becomes of the reservations when lots are born and so much is still to come. A reservation that would be left with
 * less than its least is cut to nothing, and its share goes to the others: the earliest such first, for nothing that
 * happens to a later one changes what an earlier one gets.
 */
export function shareOut(
  waiting: readonly WaitingReservation[],
  lots: readonly FreshLot[],
  stillToComeBase: bigint,
): { allotted: Allotted[]; cuts: Cut[] } {
  const useless: WaitingReservation[] = [];
  for (;;) {
    const inside = waiting.filter((one) => !useless.includes(one));
    const allotted = allot(inside, lots);
    const cuts = cutTo(stillWaiting(inside, allotted), stillToComeBase);
    const found = inside.find((one) => isUseless(one, cuts));
    const gone = useless.map(({ holderId, reservedBase: quantityBase }) => ({ holderId, quantityBase }));
    if (!found) return { allotted, cuts: [...cuts, ...gone] };
    useless.push(found);
  }
}

function isUseless({ holderId, reservedBase, leastBase }: WaitingReservation, cuts: readonly Cut[]): boolean {
  const left = reservedBase - (cuts.find((cut) => cut.holderId === holderId)?.quantityBase ?? 0n);
  return leastBase !== null && left > 0n && left < leastBase;
}

/**
 * Who gets what of a harvest. Whoever placed earliest is served first and in full: our own rule, which every contract on
 * an announced harvest says, and not the law's. The law has one for a single thing sold several times over (买卖合同
 * 司法解释 of 2012, 第九条: neither delivered nor paid, the earlier contract first); of a harvest too small for all it says
 * nothing. Each takes the plainest lots that satisfy it, so that better ones are left for who asked for better, and of each
 * whole packs. Into how many certifications the supplier cuts the harvest changes nothing for anybody as long as the
 * grades satisfy all and the lots are in whole packs.
 */
export function allot(waiting: readonly WaitingReservation[], lots: readonly FreshLot[]): Allotted[] {
  const left = plainestFirst(lots).map((lot) => ({ ...lot }));
  return waiting.flatMap(({ holderId, reservedBase, packBase, leastRank }) => {
    let wanted = reservedBase;
    const allotted: Allotted[] = [];
    for (const lot of left) {
      const quantityBase = lot.quantityBase < wanted ? inPacks(lot.quantityBase, packBase) : wanted;
      if (quantityBase === 0n || !serves(lot.rank, leastRank)) continue;
      lot.quantityBase -= quantityBase;
      wanted -= quantityBase;
      allotted.push({ holderId, lotId: lot.lotId, quantityBase });
    }
    return allotted;
  });
}

/** What is still reserved after lots were allotted. */
export function stillWaiting(
  waiting: readonly WaitingReservation[],
  allotted: readonly Allotted[],
): WaitingReservation[] {
  return waiting.map((one) => {
    const own = allotted.filter(({ holderId }) => holderId === one.holderId);
    return {
      ...one,
      reservedBase: own.reduce((rest, { quantityBase }) => rest - quantityBase, one.reservedBase),
    };
  });
}

/** What must be cut so that no more stays reserved than is still to come: whoever placed last loses first, whole packs. */
export function cutTo(waiting: readonly WaitingReservation[], stillToComeBase: bigint): Cut[] {
  let excess = waiting.reduce((sum, { reservedBase }) => sum + reservedBase, -stillToComeBase);
  return waiting.toReversed().flatMap(({ holderId, reservedBase, packBase }) => {
    if (excess <= 0n || reservedBase === 0n) return [];
    const left = reservedBase > excess ? inPacks(reservedBase - excess, packBase) : 0n;
    const quantityBase = reservedBase - left;
    excess -= quantityBase;
    return [{ holderId, quantityBase }];
  });
}

const inPacks = (base: bigint, packBase: bigint): bigint => base - (base % packBase);

const serves = (rank: number | null, leastRank: number | null): boolean =>
  leastRank === null || (rank !== null && rank <= leastRank);

function plainestFirst(lots: readonly FreshLot[]): FreshLot[] {
  const plainness = ({ rank }: FreshLot) => rank ?? Number.MAX_SAFE_INTEGER;
  return lots.toSorted((a, b) => plainness(b) - plainness(a));
}
