import { AmountOutOfRange, LARGEST_STORED } from '../../money/src/index';
import {
  accountKey,
  balanceOf,
  imbalancesOf,
  leftOf,
  LedgerError,
  merged,
  naturalBalance,
  pendingTransfer,
  postPending,
  reverse,
  transfer,
  voidPending,
} from './index';
import type { Account, Movement } from './index';

const account = (owner: string, purpose: string, currency = 'CNY'): Account => ({ owner, purpose, currency });
const custody = account('platform', 'CUSTODY');
const held = account('order-1', 'HELD');
const payable = account('supplier-1', 'PAYABLE');
const facts = (id: string) => ({ id, kind: 'BUYER_PAID', eventAt: new Date('2026-03-01T00:00:00Z') });
const move = (on: Account, amountFen: bigint): Movement => ({ account: on, amountFen });
const paid = (id: string, fen = 100n) => ({ ...facts(id), entries: [move(custody, fen), move(held, -fen)] });
const refusing = (code: string) => expect.objectContaining({ refusals: [expect.objectContaining({ code })] });

describe('a transfer', () => {
  it('balances, and is frozen with its entries', () => {
    const made = transfer(paid('t1'));
    expect(balanceOf([made], custody)).toEqual({ postedFen: 100n, pendingFen: 0n });
    expect(naturalBalance(balanceOf([made], held).postedFen, 'CREDIT')).toBe(100n);
    expect(() => Object.assign(made, { kind: 'OTHER' })).toThrow(TypeError);
    expect(() => made.entries.forEach((entry) => Object.assign(entry, { amountFen: 1n }))).toThrow(TypeError);
  });

  it.each([
    ['UNBALANCED', [move(custody, 100n), move(held, -99n)]],
    ['UNBALANCED', [move(custody, 100n), move(account('order-1', 'HELD', 'USD'), -100n)]],
    ['ENTRY_ZERO', [move(custody, 0n), move(held, 0n)]],
    ['ENTRIES_MISSING', []],
    ['ACCOUNT_REPEATED', [move(custody, 60n), move(custody, 40n), move(held, -100n)]],
  ])('is refused as %s', (code, entries) => {
    for (const make of [transfer, pendingTransfer]) {
      expect(() => make({ ...facts('t1'), entries })).toThrow(LedgerError);
      expect(() => make({ ...facts('t1'), entries })).toThrow(expect.objectContaining({ code }));
    }
  });

  it('is refused without id, kind or time, and beyond PostgreSQL bigint', () => {
    expect(() => transfer({ ...paid(''), id: '' })).toThrow(LedgerError);
    expect(() => transfer({ ...paid('t1'), kind: '' })).toThrow(LedgerError);
    expect(() => transfer({ ...paid('t1'), eventAt: new Date('never') })).toThrow(LedgerError);
    expect(() => transfer(paid('t1', LARGEST_STORED + 1n))).toThrow(AmountOutOfRange);
  });

  it('takes several lines on one account once they are merged', () => {
    const lines = merged([
      move(custody, 60n),
      move(custody, 40n),
      move(held, -100n),
      move(payable, 1n),
      move(payable, -1n),
    ]);
    expect(lines).toEqual([move(custody, 100n), move(held, -100n)]);
  });

  it('keeps accounts apart whatever their owner is called', () => {
    expect(accountKey(account('a","b', 'c'))).not.toBe(accountKey(account('a', 'b","c')));
  });
});

describe('a pending transfer', () => {
  const pending = pendingTransfer(paid('p1'));

  it('moves no posted money until it is posted, and then exactly the pending amount', () => {
    expect(balanceOf([pending], custody)).toEqual({ postedFen: 0n, pendingFen: 100n });
    const posted = postPending(pending, [], facts('p2'));
    expect(posted).toMatchObject({ step: 'POST', refersTo: 'p1' });
    expect(balanceOf([pending, posted], custody)).toEqual({ postedFen: 100n, pendingFen: 0n });
  });

  it('leaves nothing when it is voided', () => {
    const gone = voidPending(pending, [], facts('p2'));
    expect(balanceOf([pending, gone], custody)).toEqual({ postedFen: 0n, pendingFen: 0n });
  });

  it('is resolved once', () => {
    for (const first of [postPending(pending, [], facts('p2')), voidPending(pending, [], facts('p2'))]) {
      for (const again of [postPending, voidPending]) {
        expect(() => again(pending, [first], facts('p3'))).toThrow(refusing('TRANSFER_ALREADY_RESOLVED'));
      }
    }
  });

  it('must be pending, and judged by its own links', () => {
    expect(() => postPending(transfer(paid('t1')), [], facts('p2'))).toThrow(
      refusing('TRANSFER_NOT_PENDING'),
    );
    const foreign = postPending(pendingTransfer(paid('other')), [], facts('p2'));
    expect(() => voidPending(pending, [foreign], facts('p3'))).toThrow(
      expect.objectContaining({ code: 'LINK_FOREIGN' }),
    );
  });
});

describe('a reversal', () => {
  const settled = transfer({
    ...facts('s1'),
    entries: [move(held, 100n), move(payable, -90n), move(account('platform', 'FEES'), -10n)],
  });
  const part = (id: string, fen: bigint) => ({
    ...facts(id),
    entries: [move(held, -fen), move(payable, fen)],
  });

  it('takes back part, then what is left, then nothing', () => {
    const first = reverse(settled, [], part('r1', 30n));
    expect(first).toMatchObject({ step: 'REVERSAL', refersTo: 's1' });
    expect(leftOf(settled, [first]).map((m) => m.amountFen)).toEqual([70n, -60n, -10n]);
    const rest = reverse(settled, [first], facts('r2'));
    expect(leftOf(settled, [first, rest])).toEqual([]);
    expect(() => reverse(settled, [first, rest], facts('r3'))).toThrow(refusing('NOTHING_LEFT_TO_REVERSE'));
  });

  it.each([
    ['more than an account has left', part('r1', 91n)],
    ['more of the same instead of its opposite', part('r1', -10n)],
    [
      'an account the original never touched',
      { ...facts('r1'), entries: [move(held, -10n), move(custody, 10n)] },
    ],
  ])('is refused for %s', (_name, asked) => {
    expect(() => reverse(settled, [], asked)).toThrow(refusing('REVERSAL_EXCEEDS_ORIGINAL'));
  });

  it('is held to each account on both sides, not to the total', () => {
    const two = transfer({
      ...facts('t1'),
      entries: [move(held, 60n), move(custody, 40n), move(payable, -100n)],
    });
    expect(() => reverse(two, [], part('r1', 61n))).toThrow(refusing('REVERSAL_EXCEEDS_ORIGINAL'));
    expect(leftOf(two, [reverse(two, [], part('r1', 60n))])).toEqual([
      move(custody, 40n),
      move(payable, -40n),
    ]);
  });

  it('counts the earlier reversals', () => {
    const first = reverse(settled, [], part('r1', 90n));
    expect(() => reverse(settled, [first], part('r2', 1n))).toThrow(refusing('REVERSAL_EXCEEDS_ORIGINAL'));
  });

  it('is for posted money, not for promises or other reversals', () => {
    const pending = pendingTransfer(paid('p1'));
    const posted = postPending(pending, [], facts('p2'));
    expect(() => reverse(pending, [], facts('r1'))).toThrow(refusing('TRANSFER_NOT_REVERSIBLE'));
    const reversal = reverse(posted, [], facts('r1'));
    expect(balanceOf([pending, posted, reversal], custody)).toEqual({ postedFen: 0n, pendingFen: 0n });
    expect(() => reverse(reversal, [], facts('r2'))).toThrow(refusing('TRANSFER_NOT_REVERSIBLE'));
  });
});

describe('imbalancesOf', () => {
  it('finds stored entries that do not sum to zero, by layer and currency', () => {
    const [entry] = transfer(paid('t1')).entries;
    expect(imbalancesOf(transfer(paid('t1')).entries)).toEqual([]);
    expect(imbalancesOf(entry ? [entry] : [])).toEqual([{ layer: 'POSTED', currency: 'CNY', sumFen: 100n }]);
  });
});
