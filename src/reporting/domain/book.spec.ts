import { fenOf } from './book';

describe('a told sum', () => {
  it('is read to the fen below zero and beyond what is stored', () => {
    expect(['-12.34', '-0.05', '0.00', '157067720748486503.34'].map((amount) => fenOf({ amount }))).toEqual([
      -1_234n,
      -5n,
      0n,
      15_706_772_074_848_650_334n,
    ]);
  });
});
