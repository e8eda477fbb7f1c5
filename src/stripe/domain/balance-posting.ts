/** A movement of our balance at Stripe, in the smallest unit of its currency; `net` is `amount` less `fee`. */
export interface BalanceMove {
  readonly currency: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly net: bigint;
}

export type BalancePurpose = 'PROVIDER' | 'PROVIDER_TRANSIT' | 'CHANNEL_COST' | 'FX_CLEARING';

export interface BalanceEntry {
  readonly purpose: BalancePurpose;
  readonly currency: string;
  readonly fen: bigint;
}

const HOME = 'CNY';

/**
 * What is left to book of a movement whose gross amount stands in the book already (`bookedFen` of CNY: a capture, a
 * refund, a dispute): the provider's fee, and where it settled in another currency the exchange, each currency balanced
 * by itself. Null where the amounts cannot be of one thing.
 */
export function entriesOfBooked(move: BalanceMove, bookedFen: bigint): BalanceEntry[] | null {
  const { currency, amount, fee, net } = move;
  if (currency === HOME) {
    if (amount !== bookedFen) return null;
    return withoutZero([
      { purpose: 'PROVIDER', currency, fen: -fee },
      { purpose: 'CHANNEL_COST', currency, fen: fee },
    ]);
  }
  return withoutZero([
    { purpose: 'PROVIDER', currency: HOME, fen: -bookedFen },
    { purpose: 'FX_CLEARING', currency: HOME, fen: bookedFen },
    { purpose: 'PROVIDER', currency, fen: net },
    { purpose: 'CHANNEL_COST', currency, fen: fee },
    { purpose: 'FX_CLEARING', currency, fen: -amount },
  ]);
}

/** Paid out to the bank, or come back from there. */
export function entriesOfPayout({ currency, amount, fee, net }: BalanceMove): BalanceEntry[] {
  return withoutZero([
    { purpose: 'PROVIDER', currency, fen: net },
    { purpose: 'CHANNEL_COST', currency, fen: fee },
    { purpose: 'PROVIDER_TRANSIT', currency, fen: -amount },
  ]);
}

/** Charged by the provider beside payments. */
export function entriesOfCharge({ currency, net }: BalanceMove): BalanceEntry[] {
  return withoutZero([
    { purpose: 'PROVIDER', currency, fen: net },
    { purpose: 'CHANNEL_COST', currency, fen: -net },
  ]);
}

const withoutZero = (entries: BalanceEntry[]) => entries.filter(({ fen }) => fen !== 0n);
