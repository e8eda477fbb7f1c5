import fc from 'fast-check';
import { channelFees } from './channel-fee';
import type { SourceShare } from './refund-split';

const captured = (captureId: string, leftFen: bigint): SourceShare => ({
  receiptId: null,
  captureId,
  leftFen,
});
const transferred = (leftFen: bigint): SourceShare => ({ receiptId: 'bank', captureId: null, leftFen });
const sum = (fees: ReadonlyMap<string, bigint>) => [...fees.values()].reduce((all, fen) => all + fen, 0n);

describe('what a supplier bears of the payment channel', () => {
  it('is a share of what came by it and is settled, rounded down', () => {
    expect(channelFees([captured('a', 33_333n)], 33_333n, 6_000)).toEqual(new Map([['a', 199n]]));
  });

  it('is nothing of a bank transfer', () => {
    expect(sum(channelFees([transferred(70_000n)], 70_000n, 6_000))).toBe(0n);
  });

  it('is of what came first, as far as it is settled', () => {
    const depositByCard = [transferred(70_000n), captured('a', 30_000n)];
    expect(sum(channelFees(depositByCard, 10_000n, 6_000))).toBe(60n);
    expect(sum(channelFees(depositByCard, 100_000n, 6_000))).toBe(180n);
    const balanceByCard = [captured('b', 30_000n), transferred(70_000n)];
    expect(sum(channelFees(balanceByCard, 70_000n, 6_000))).toBe(0n);
    expect(sum(channelFees(balanceByCard, 100_000n, 6_000))).toBe(180n);
  });

  it('is of each capture by itself', () => {
    const fees = channelFees([captured('b', 199n), captured('a', 199n)], 398n, 6_000);
    expect(fees).toEqual(
      new Map([
        ['a', 1n],
        ['b', 1n],
      ]),
    );
  });

  it('gives back with a refund what it took of the refunded money, never more than the refund, and in the end all', () => {
    const fen = fc.bigInt({ min: 0n, max: 1_000_000n });
    fc.assert(
      fc.property(fen, fen, fc.nat(1_000_000), (brought, asked, ppm) => {
        const refund = asked < brought ? asked : brought;
        const before = sum(channelFees([captured('a', brought)], brought, ppm));
        const after = sum(channelFees([captured('a', brought - refund)], brought - refund, ppm));
        expect(after <= before && before - after <= refund).toBe(true);
        expect(sum(channelFees([captured('a', 0n)], 0n, ppm))).toBe(0n);
      }),
    );
  });
});
