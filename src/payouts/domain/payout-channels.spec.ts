import { sumOf } from './payout-amounts';
import { payoutChannels } from './payout-channels';

const of = (orderId: string, fen: bigint) => ({ orderId, fen });

describe('the ways a statement is paid', () => {
  it.each([
    ['nothing there', [of('a', 100n)], [], 100n, 0n, 0n],
    ['all there', [of('a', 100n)], [], 100n, 100n, 100n],
    ['more there', [of('a', 100n)], [], 100n, 500n, 100n],
    ['partly there', [of('a', 100n), of('b', 50n)], [], 150n, 120n, 120n],
    ['an old debt', [of('a', 100n)], [of('z', 30n)], 70n, 100n, 70n],
    ['a debt of its own', [of('a', 100n), of('b', 40n)], [of('a', 90n)], 50n, 140n, 40n],
  ])('%s', (_, payables, setOffs, payFen, there, wanted) => {
    const { connectFen, byConnect, byBank } = payoutChannels(payables, setOffs, payFen, there);
    expect(connectFen).toBe(wanted);
    expect(sumOf(byConnect)).toBe(connectFen);
    expect(sumOf(byBank) - sumOf(setOffs)).toBe(payFen - connectFen);
    expect(byConnect.some(({ orderId }) => setOffs.some((debt) => debt.orderId === orderId))).toBe(false);
  });
});
