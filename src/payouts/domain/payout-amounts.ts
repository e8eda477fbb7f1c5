/** What of one order a statement moves, or takes back; in fen. */
export interface OrderAmount {
  readonly orderId: string;
  readonly fen: bigint;
}

/** A debt of the supplier out of one order he was already paid for. */
export interface OrderDebt extends OrderAmount {
  /** What of it can be set off now: no more than was paid out of that order. */
  readonly takeableFen: bigint;
}

export interface PayoutAmounts {
  /** Everything payable goes out of the orders' accounts. */
  readonly payables: readonly OrderAmount[];
  readonly setOffs: readonly OrderAmount[];
  readonly setOffFen: bigint;
  readonly payFen: bigint;
  readonly debtAfterFen: bigint;
}

/** Debts are set off against what is payable, in the order given; the rest is paid, what is not covered stays a debt. */
export function payoutAmounts(payables: readonly OrderAmount[], debts: readonly OrderDebt[]): PayoutAmounts {
  const payable = sumOf(payables);
  let left = payable;
  const setOffs: OrderAmount[] = [];
  for (const { orderId, fen, takeableFen } of debts) {
    const taken = leastOf(fen, takeableFen, left);
    if (taken <= 0n) continue;
    setOffs.push({ orderId, fen: taken });
    left -= taken;
  }
  const setOffFen = payable - left;
  return {
    payables: payables.filter(({ fen }) => fen > 0n),
    setOffs,
    setOffFen,
    payFen: left,
    debtAfterFen: sumOf(debts) - setOffFen,
  };
}

export const sumOf = (amounts: readonly { readonly fen: bigint }[]): bigint =>
  amounts.reduce((sum, { fen }) => sum + fen, 0n);

export const leastOf = (...fens: bigint[]) => fens.reduce((least, fen) => (fen < least ? fen : least));
