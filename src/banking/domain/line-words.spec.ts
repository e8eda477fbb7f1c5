import { WORDS } from '../data/shipped-words';
import { kindBySaying } from './line-words';

const line = {
  direction: 'DEBIT',
  fen: 1_000n,
  day: '2026-07-09',
  name: '',
  account: null,
  memo: null,
} as const;

describe('what a line says of itself', () => {
  it.each([
    [{ memo: '账户管理费' }, 'CHARGE'],
    [{ memo: '跨行汇划费', fen: 100_000n }, 'CHARGE'],
    [{ memo: '跨行汇划费', fen: 100_001n }, null],
    [{ memo: '手续费', account: '6222000012345678' }, null],
    [{ memo: '手续费', direction: 'CREDIT' as const }, null],
    [{ memo: '结息', direction: 'CREDIT' as const, fen: 10n ** 9n }, 'INTEREST'],
    [{ memo: '货款' }, null],
    [{ name: 'Stripe Payments', direction: 'CREDIT' as const, account: '1' }, 'PROVIDER_PAYOUT'],
    [{ memo: '账户管理费', day: '2020-12-31' }, null],
  ])('%j: %s', (said, kind) => expect(kindBySaying(WORDS, { ...line, ...said })).toBe(kind));

  it('has a source for every word, and none twice', () => {
    for (const { source, words } of WORDS) {
      expect(source).not.toBe('');
      expect(new Set(words).size).toBe(words.length);
    }
  });
});
