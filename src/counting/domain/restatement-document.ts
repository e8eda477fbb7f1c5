import { figuresOf, type CellRow, type ListedEntries, type PeriodFigures } from './period-report';

/** An entry that takes a line out of the month, or brings a portion into it. */
export interface RestatedLine {
  readonly kind: 'OUT' | 'IN';
  /** Of the entry that will be written. */
  readonly entryId: string;
  readonly portionId: string;
  /** Negative where it takes out. */
  readonly fen: bigint;
  readonly mode: string;
  readonly unit: string;
  readonly county: string;
  readonly category: string;
}

/** The figures of a month's list. */
export interface RestatedFigures {
  readonly list: ListedEntries;
  readonly total: PeriodFigures;
}

/** 重述书: what both provinces sign, as canonical JSON. */
export interface RestatementDocument {
  readonly document: '统计期重述书';
  readonly format: 1;
  readonly id: string;
  readonly agreementId: string;
  readonly periodId: string;
  readonly month: string;
  readonly fromRevision: number;
  /** Hash of the signed text it takes the place of. */
  readonly restates: string;
  readonly reason: string;
  readonly changes: readonly RestatedLine[];
  readonly before: RestatedFigures;
  readonly after: RestatedFigures;
  readonly auditHead: string;
}

/** As the list's hash binds each entry. */
export const lineText = ({ entryId, kind, mode, unit, fen }: RestatedLine) =>
  [entryId, kind === 'OUT' ? 'REVERSAL' : 'CONFIRMED', mode, unit, String(fen)].join(' ');

/** The month's figures with the changes. */
export function restatedTotal(cells: readonly CellRow[], changes: readonly RestatedLine[]): PeriodFigures {
  const changed = changes.map(({ county, category, fen }) => ({
    county,
    category,
    grossFen: fen > 0n ? fen : 0n,
    reversalsFen: fen < 0n ? -fen : 0n,
  }));
  return figuresOf([...cells, ...changed]);
}
