import { later, NEW_YEAR } from './calendar';
import type { ClaimedInvoice } from '../../../src/integrity/domain/market-year';
import { newBuyer, newProducer, type Market } from './market';
import type { Stories } from './planted';

const NATIONWIDE = '00000000000000000000';
const OLD_PAPER = '00000000';

type Paper = Omit<ClaimedInvoice, 'claimId' | 'portionIds'>;

/** An invoice in order: claimed once, for what it says or a part of it. */
function paper(market: Market, traits: Partial<Paper> = {}): Paper {
  const { chance } = market.draft;
  const invoiceFen = BigInt(Math.round(chance.around(4_300_000, 0.86)));
  return {
    number: chance.digits(chance.happens(0.68) ? NATIONWIDE : OLD_PAPER),
    sellerId: newProducer(market).supplier,
    payerId: chance.pick(market.buyers),
    purchasedOn: later(NEW_YEAR, chance.between(2, 355)),
    invoiceFen,
    claimedFen: invoiceFen,
    ...traits,
  };
}

export function playHonestClaims(market: Market, claims: number): void {
  for (let made = 0; made < claims; made += 1) market.draft.invoice(paper(market));
}

const part = (fen: bigint, share: number) => (fen * BigInt(Math.round(share * 997))) / BigInt('997');

/** The number typed as another would type it. */
const retyped = (number: string, way: number): string =>
  [
    number,
    ` ${number}`,
    `${number} `,
    number
      .split('')
      .map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0))
      .join(''),
    `${number.slice(0, number.length / 2)}-${number.slice(number.length / 2)}`,
  ][way] ?? number;

/** Claimed twice, in parts whose sum is beyond the invoice; the second time it is typed differently. */
function claimedTwice(market: Market): string[] {
  const { draft } = market;
  const { chance } = draft;
  const first = paper(market);
  // Together beyond the invoice: by all of it, or by what hardly shows.
  const used = chance.between(0.53, 1);
  const beyond = Math.min(1, 1 - used + chance.around(0.31, 1.19));
  const second: Paper = {
    ...first,
    number: retyped(first.number, chance.whole(-0.41, 4.4)),
    payerId: chance.happens(0.53) ? first.payerId : newBuyer(market),
    purchasedOn: later(first.purchasedOn, chance.between(-12, 43)),
    claimedFen: part(first.invoiceFen, beyond),
  };
  return [draft.invoice({ ...first, claimedFen: part(first.invoiceFen, used) }), draft.invoice(second)];
}

/** The same paper under a second seller. */
function underTwoSellers(market: Market): string[] {
  const first = paper(market, { number: market.draft.chance.digits(NATIONWIDE) });
  const second = { ...first, sellerId: newProducer(market).supplier };
  return [market.draft.invoice(first), market.draft.invoice(second)];
}

/** The same paper with a digit changed, so that nobody finds its twin. */
function digitChanged(market: Market): string[] {
  const { draft } = market;
  const { chance } = draft;
  const first = paper(market);
  const from = chance.happens(0.77) ? 0 : first.number.length - 2;
  const at = Math.floor(chance.between(from, first.number.length));
  const digit = String(
    (Number(first.number[at]) + 1 + Math.floor(chance.next() * '12345678'.length)) % '0123456789'.length,
  );
  const number = first.number.slice(0, at) + digit + first.number.slice(at + 1);
  const purchasedOn = later(first.purchasedOn, chance.around(6.3, 0.71));
  return [draft.invoice(first), draft.invoice({ ...first, number, purchasedOn })];
}

/** One invoice for several units of a shared canteen; the parts are rounded. */
function sharedCanteen(market: Market): string[] {
  const { draft } = market;
  const first = paper(market);
  const shares = draft.chance.pick([
    [0.51, 0.488],
    [0.337, 0.331, 0.333],
    [0.61, 0.394],
    [0.26, 0.31, 0.42],
  ]);
  return shares.map((share) =>
    draft.invoice({ ...first, payerId: newBuyer(market), claimedFen: part(first.invoiceFen, share) }),
  );
}

/** Old paper numbers repeat: another seller, the same eight digits. */
function sameShortNumber(market: Market): string[] {
  const number = market.draft.chance.digits(OLD_PAPER);
  return [paper(market, { number }), paper(market, { number })].map((one) => market.draft.invoice(one));
}

/** The next leaves of one book: equal boxes, equal amounts, numbers one after another. */
function nextLeaf(market: Market): string[] {
  const { draft } = market;
  const first = paper(market);
  const start = BigInt(first.number);
  return [0, 1, 2].map((leaf) => {
    const number = String(start + BigInt(leaf)).padStart(first.number.length, '0');
    return draft.invoice({
      ...first,
      number,
      purchasedOn: later(first.purchasedOn, leaf * draft.chance.between(0, 4.3)),
    });
  });
}

/** The same amount every month, from the same seller; its book has moved on a little. */
function standingOrder(market: Market): string[] {
  const { draft } = market;
  const first = paper(market);
  const start = BigInt(first.number);
  const step = BigInt(draft.chance.whole(7, 93));
  return [0, 1, 2].map((month) => {
    const number = String(start + step * BigInt(month)).padStart(first.number.length, '0');
    return draft.invoice({
      ...first,
      number,
      purchasedOn: later(first.purchasedOn, month * draft.chance.between(24, 33)),
    });
  });
}

export const reusedInvoices: Stories = {
  kind: 'INVOICE_TWICE',
  cheats: [
    { name: '一票多报', weight: 4.5, play: claimedTwice },
    { name: '一票两家', weight: 2.1, play: underTwoSellers },
    { name: '改号再报', weight: 3.5, play: digitChanged },
  ],
  lookalikes: [
    { name: '合用食堂分摊', weight: 3.3, play: sharedCanteen },
    { name: '旧票同号', weight: 2.31, play: sameShortNumber },
    { name: '连号发票', weight: 2.86, play: nextLeaf },
    { name: '按月定额', weight: 2.86, play: standingOrder },
  ],
};
