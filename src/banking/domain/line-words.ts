import type { SeenLine } from './seen-line';

export type OwnKind = 'CHARGE' | 'INTEREST' | 'PROVIDER_PAYOUT';

/** By which words a line says itself what it is: data, as layouts are. */
export interface LineWords {
  readonly kind: OwnKind;
  readonly direction: SeenLine['direction'];
  readonly words: readonly string[];
  /** Only where the bank names no other side. */
  readonly fromNobody: boolean;
  /** Above it people decide; null: whatever the amount. */
  readonly mostFen: string | null;
  /** Days as YYYY-MM-DD. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
}

/** What the line says that it is; null where it says nothing, or more than was agreed to be believed. */
export function kindBySaying(
  rows: readonly LineWords[],
  line: Pick<SeenLine, 'direction' | 'fen' | 'day' | 'name' | 'account' | 'memo'>,
): OwnKind | null {
  const said = `${line.name} ${line.memo ?? ''}`.normalize('NFKC').toUpperCase();
  const found = rows.find(
    (row) =>
      row.direction === line.direction &&
      row.validFrom <= line.day &&
      (row.validTo === null || line.day <= row.validTo) &&
      (!row.fromNobody || line.account === null) &&
      (row.mostFen === null || line.fen <= BigInt(row.mostFen)) &&
      row.words.some((word) => said.includes(word)),
  );
  return found?.kind ?? null;
}
