/** A reservation on an announced harvest; they stand in the order in which they were placed. */
export interface WaitingReservation {
  readonly holderId: string;
  readonly reservedBase: bigint;
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
 * Who gets what of a harvest. Whoever placed earliest is served first and in full, as the earlier contract is fulfilled
 * first where one thing is sold several times (最高人民法院 买卖合同司法解释, 2020, 第六条); each takes the plainest lots
 * that satisfy it, so that better ones are left for who asked for better. Into how many certifications the supplier cuts
 * the harvest changes nothing for anybody as long as the grades satisfy all.
 */
export function allot(waiting: readonly WaitingReservation[], lots: readonly FreshLot[]): Allotted[] {
  const left = plainestFirst(lots).map((lot) => ({ ...lot }));
  return waiting.flatMap(({ holderId, reservedBase, leastRank }) => {
    let wanted = reservedBase;
    const allotted: Allotted[] = [];
    for (const lot of left) {
      const quantityBase = lot.quantityBase < wanted ? lot.quantityBase : wanted;
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

/** What must be cut so that no more stays reserved than is still to come: whoever placed last loses first. */
export function cutTo(waiting: readonly WaitingReservation[], stillToComeBase: bigint): Cut[] {
  let excess = waiting.reduce((sum, { reservedBase }) => sum + reservedBase, -stillToComeBase);
  return waiting.toReversed().flatMap(({ holderId, reservedBase }) => {
    const quantityBase = reservedBase < excess ? reservedBase : excess;
    if (quantityBase <= 0n) return [];
    excess -= quantityBase;
    return [{ holderId, quantityBase }];
  });
}

const serves = (rank: number | null, leastRank: number | null): boolean =>
  leastRank === null || (rank !== null && rank <= leastRank);

function plainestFirst(lots: readonly FreshLot[]): FreshLot[] {
  const plainness = ({ rank }: FreshLot) => rank ?? Number.MAX_SAFE_INTEGER;
  return lots.toSorted((a, b) => plainness(b) - plainness(a));
}
