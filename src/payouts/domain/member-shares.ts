import { splitFen } from '../../../libs/money/src/index';
import { enforce, type RefusalPath, type Rules } from '../../../libs/workflow/src/index';
import { payoutsRefusals } from './payouts.refusals';

/** A member by the number in the cooperative's register, with parts of a million. */
export interface MemberShare {
  readonly memberNumber: string;
  readonly sharePpm: number;
}

export const WHOLE_PPM = 1_000_000;
/** Eighteen digits are an identity number, eleven a telephone's: a register needs neither. */
const MEMBER_NUMBER = /^(?!\d{11}$|\d{17}[\dX]$)[0-9A-Z-]{1,20}$/;

/** As a register prints it: widths and case do not tell members apart. */
export const memberNumber = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

type Listed = { readonly shares: readonly MemberShare[]; readonly path: RefusalPath };

const listRules: Rules<Listed> = {
  'a member is named by a number of the register': ({ shares, path }) =>
    shares.flatMap((share, index) =>
      MEMBER_NUMBER.test(share.memberNumber)
        ? []
        : [payoutsRefusals.MEMBER_NUMBER_MALFORMED([...path, index, 'memberNumber'])],
    ),
  'a member stands once in the list': ({ shares, path }) => {
    const numbers = shares.map((share) => share.memberNumber);
    return numbers.flatMap((number, index) =>
      numbers.indexOf(number) === index
        ? []
        : [payoutsRefusals.MEMBER_REPEATED([...path, index, 'memberNumber'])],
    );
  },
  'the shares are all there is': ({ shares, path }) =>
    shares.reduce((total, { sharePpm }) => total + sharePpm, 0) === WHOLE_PPM
      ? undefined
      : payoutsRefusals.SHARES_NOT_WHOLE(path),
};

export function requireWholeList(shares: readonly MemberShare[], path: RefusalPath): void {
  enforce(listRules, { shares, path });
}

/** What each member's share of an amount is, to the fen; only printed, the cooperative is paid as a whole. */
export function memberAmounts(
  fen: bigint,
  shares: readonly MemberShare[],
): (MemberShare & { readonly fen: bigint })[] {
  const parts = splitFen(
    fen,
    shares.map(({ sharePpm }) => BigInt(sharePpm)),
  );
  return shares.map((share, index) => ({ ...share, fen: parts[index] ?? 0n }));
}
