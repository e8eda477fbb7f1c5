import fc from 'fast-check';
import { splitFen } from '../../money/src/index';
import { Refused } from '../../workflow/src/index';
import {
  balancesOf,
  imbalancesOf,
  isResolved,
  ledgerRefusals,
  leftOf,
  merged,
  pendingTransfer,
  postPending,
  reverse,
  transfer,
  voidPending,
} from './index';
import type { Movement, Transfer } from './index';

/** One step of a random history; `pick` chooses an earlier transfer, `permille` how much of it (above 1000 asks too much). */
const step = fc.record({
  act: fc.constantFrom('transfer', 'pending', 'post', 'void', 'reverse', 'reverseAll'),
  pick: fc.nat(),
  permille: fc.bigInt({ min: 1n, max: 1300n }),
  amountFen: fc.bigInt({ min: 3n, max: 10n ** 15n }),
  weights: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 1, maxLength: 3 }),
  from: fc.constantFrom('bank', 'buyer', 'supplier'),
  currency: fc.constantFrom('CNY', 'USD'),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const histories = fc.array(step, { minLength: 1, maxLength: 30 });
const sizeOf = (fen: bigint) => (fen < 0n ? -fen : fen);
const linksOf = (book: readonly Transfer[], original: Transfer) =>
  book.filter((t) => t.refersTo === original.id);

function movements({ amountFen, weights, from, currency }: Step): Movement[] {
  const parts = splitFen(-amountFen, weights).map((part, index) => ({
    account: { owner: `owner-${index}`, purpose: 'PAYABLE', currency },
    amountFen: part,
  }));
  return merged([{ account: { owner: from, purpose: 'HELD', currency }, amountFen }, ...parts]);
}

/** A balanced part of the original: `permille` of its debit, spread over its credits as the original was. */
function partOf(original: Transfer, permille: bigint): Movement[] {
  const own = original.step === 'PENDING' || original.step === 'VOID' ? 'PENDING' : 'POSTED';
  const posted = original.entries.filter(({ layer }) => layer === own);
  const debit = posted.reduce((sum, { amountFen }) => (amountFen > 0n ? sum + amountFen : sum), 0n);
  const asked = (debit * permille) / 1000n;
  const spread = (sign: bigint) => {
    const side = posted.filter(({ amountFen }) => amountFen * sign > 0n);
    const parts = splitFen(
      -sign * asked,
      side.map(({ amountFen }) => sizeOf(amountFen)),
    );
    return side.map(({ account }, index) => ({ account, amountFen: parts[index] ?? 0n }));
  };
  return [...spread(1n), ...spread(-1n)].filter(({ amountFen }) => amountFen !== 0n);
}

function acted(book: readonly Transfer[], wanted: Step): Transfer | undefined {
  const facts = { id: `t${book.length}`, kind: 'TEST', eventAt: new Date(0) };
  if (wanted.act === 'transfer') return transfer({ ...facts, entries: movements(wanted) });
  if (wanted.act === 'pending') return pendingTransfer({ ...facts, entries: movements(wanted) });
  const original = book[wanted.pick % book.length];
  if (!original) return undefined;
  const links = linksOf(book, original);
  if (wanted.act === 'post') return postPending(original, links, facts);
  if (wanted.act === 'void') return voidPending(original, links, facts);
  if (wanted.act === 'reverseAll') return reverse(original, links, facts);
  const entries = partOf(original, wanted.permille);
  return entries.length === 0 ? undefined : reverse(original, links, { ...facts, entries });
}

/** Plays the steps; a refusal is an answer and leaves the book as it was, every other error fails the test. */
function outcomes(steps: readonly Step[]): { book: Transfer[]; refused: string[] } {
  const book: Transfer[] = [];
  const refused: string[] = [];
  for (const wanted of steps) {
    try {
      const made = acted(book, wanted);
      if (made) book.push(made);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(...error.refusals.map(({ code }) => code));
    }
  }
  return { book, refused };
}

const played = (steps: readonly Step[]) => outcomes(steps).book;

describe('any history', () => {
  it('creates and loses no money: every currency sums to zero on both layers, entries and balances alike', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const book = played(steps);
        expect(imbalancesOf(book.flatMap(({ entries }) => entries))).toEqual([]);
        for (const currency of ['CNY', 'USD']) {
          const balances = balancesOf(book).filter(({ account }) => account.currency === currency);
          expect(balances.reduce((sum, { postedFen }) => sum + postedFen, 0n)).toBe(0n);
          expect(balances.reduce((sum, { pendingFen }) => sum + pendingFen, 0n)).toBe(0n);
        }
      }),
    );
  });

  it('never reverses more than the original: what is left keeps its sign and never grows', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const book = played(steps);
        for (const original of book.filter((t) => t.step === 'DIRECT' || t.step === 'POST')) {
          for (const left of leftOf(original, linksOf(book, original))) {
            const first =
              leftOf(original, []).find((m) => m.account.owner === left.account.owner)?.amountFen ?? 0n;
            expect(left.amountFen > 0n).toBe(first > 0n);
            expect(sizeOf(left.amountFen)).toBeLessThanOrEqual(sizeOf(first));
          }
        }
      }),
    );
  });

  it('resolves a pending transfer at most once: to exactly its amounts, or to nothing', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const book = played(steps);
        for (const pending of book.filter((t) => t.step === 'PENDING')) {
          const links = linksOf(book, pending);
          expect(links.length).toBeLessThanOrEqual(1);
          const promised = pending.entries.map(({ account, amountFen }) => ({ account, amountFen }));
          const posted = links[0]?.step === 'POST';
          const expected = promised.map(({ account, amountFen }) => ({
            account,
            postedFen: posted ? amountFen : 0n,
            pendingFen: isResolved(pending, links) ? 0n : amountFen,
          }));
          expect(balancesOf([pending, ...links])).toEqual(expected);
        }
      }),
    );
  });

  it('is exercised: the generator reaches every step, every refusal and partial reversals', () => {
    const samples = fc.sample(histories, { numRuns: 300, seed: 7 }).map(outcomes);
    const steps = new Set(samples.flatMap(({ book }) => book.map((t) => t.step)));
    expect([...steps].sort()).toEqual(['DIRECT', 'PENDING', 'POST', 'REVERSAL', 'VOID']);
    const refused = new Set(samples.flatMap((sample) => sample.refused));
    expect([...refused].sort()).toEqual(Object.keys(ledgerRefusals).sort());
    const twice = samples.some(({ book }) => book.some((t) => linksOf(book, t).length > 1));
    expect(twice).toBe(true);
  });
});
