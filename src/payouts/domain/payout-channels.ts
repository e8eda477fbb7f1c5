import { leastOf, sumOf, type OrderAmount } from './payout-amounts';

/** Which orders' money leaves which way. */
export interface PayoutChannels {
  readonly connectFen: bigint;
  readonly byConnect: readonly OrderAmount[];
  readonly byBank: readonly OrderAmount[];
}

/**
 * What lies in the supplier's account at the provider is paid out of it, no more than is to be paid at all. An order with
 * a debt of its own goes with that debt, by bank, so that each part covers by itself what it takes off.
 */
export function payoutChannels(
  payables: readonly OrderAmount[],
  setOffs: readonly OrderAmount[],
  payFen: bigint,
  atConnectFen: bigint,
): PayoutChannels {
  const indebted = new Set(setOffs.map(({ orderId }) => orderId));
  const free = payables.filter(({ orderId }) => !indebted.has(orderId));
  const connectFen = leastOf(payFen, atConnectFen, sumOf(free));
  const byConnect: OrderAmount[] = [];
  const byBank: OrderAmount[] = payables.filter(({ orderId }) => indebted.has(orderId));
  let left = connectFen;
  for (const { orderId, fen } of free) {
    const taken = leastOf(fen, left);
    if (taken > 0n) byConnect.push({ orderId, fen: taken });
    if (taken < fen) byBank.push({ orderId, fen: fen - taken });
    left -= taken;
  }
  return { connectFen, byConnect, byBank };
}
