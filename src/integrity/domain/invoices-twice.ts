import { dayNumber } from './days';
import type { Finding, FindingRule } from './finding';
import type { ClaimedInvoice } from './market-year';
import { distance, grouped, shareOf, sumOf, WHOLE_BASIS_POINTS } from './shares';
import type { Thresholds } from './thresholds';

/** Fully digital invoices (数电发票) are numbered for the whole country; shorter numbers repeat from seller to seller. */
const NATIONWIDE_DIGITS = 20;

/** The number as the tax office wrote it: widths, blanks and dashes are the typist's, as are zeros before a short one. */
function plainNumber(number: string): string {
  const signs = number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  return signs.length < NATIONWIDE_DIGITS ? signs.replace(/^0+/, '') : signs;
}

interface Numbered extends ClaimedInvoice {
  readonly plain: string;
}

/** One invoice claimed beyond its amount, under two sellers, or a second time with a digit changed. */
export const invoicesTwice: FindingRule = (year, at) => {
  const numbered = year.invoices.map((invoice): Numbered => ({
    ...invoice,
    plain: plainNumber(invoice.number),
  }));
  const seen = new Set<string>();
  return [...overdrawn(numbered, at), ...altered(numbered, at)].filter(({ evidence }) => {
    const fresh = evidence.some(({ id }) => !seen.has(id));
    for (const { id } of evidence) seen.add(id);
    return fresh;
  });
};

function overdrawn(invoices: readonly Numbered[], at: Thresholds): Finding[] {
  const samePaper = ({ plain, sellerId }: Numbered) =>
    plain.length >= NATIONWIDE_DIGITS ? plain : `${sellerId} ${plain}`;
  return grouped(invoices, samePaper).flatMap(([, uses]) => {
    if (uses.length === 1 && uses[0].claimedFen <= uses[0].invoiceFen) return [];
    const made = uses.reduce(
      (least, { invoiceFen }) => (invoiceFen < least ? invoiceFen : least),
      uses[0].invoiceFen,
    );
    const used = shareOf(
      sumOf(uses, ({ claimedFen }) => claimedFen),
      made,
    );
    return used > WHOLE_BASIS_POINTS + at.invoiceExcess ? [findingOf(uses, used)] : [];
  });
}

/** Same seller, payer and amount within days, and the numbers differ in one place only. */
function altered(invoices: readonly Numbered[], at: Thresholds): Finding[] {
  const pairs = grouped(
    invoices,
    ({ sellerId, payerId, claimedFen }) => `${sellerId} ${payerId} ${claimedFen}`,
  );
  return pairs.flatMap(([, alike]) =>
    alike.flatMap((one, index) =>
      alike
        .slice(index + 1)
        .filter((other) => isAltered(one, other, at))
        .map((other) => findingOf([one, other], WHOLE_BASIS_POINTS)),
    ),
  );
}

function isAltered(a: Numbered, b: Numbered, { invoiceDays, invoiceRun }: Thresholds): boolean {
  if (a.plain === b.plain || a.plain.length !== b.plain.length) return false;
  if (Math.abs(dayNumber(a.purchasedOn) - dayNumber(b.purchasedOn)) > invoiceDays) return false;
  if (/^\d+$/.test(a.plain + b.plain) && distance(BigInt(a.plain), BigInt(b.plain)) <= invoiceRun)
    return false;
  return isOneSlip(a.plain, b.plain);
}

/** One sign changed, or two beside each other swapped. */
function isOneSlip(a: string, b: string): boolean {
  const differing = a.split('').flatMap((sign, index) => (sign === b[index] ? [] : [index]));
  const [first = 0, second = 0] = differing;
  if (differing.length === 1) return true;
  return differing.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

const findingOf = (uses: readonly Numbered[], strengthBasisPoints: bigint): Finding => {
  const ids = uses.map(({ claimId }) => claimId).toSorted();
  return {
    kind: 'INVOICE_TWICE',
    key: ids[0] ?? '',
    evidence: ids.map((id) => ({ kind: 'CLAIM', id })),
    portionIds: uses.flatMap(({ portionIds }) => portionIds),
    strengthBasisPoints,
  };
};
