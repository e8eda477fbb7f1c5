/** What both sides sign: canonical JSON of this, hashed. Its agreement and month make equal figures of two months two documents. */
export interface PeriodReport {
  readonly document: '统计期对账单';
  readonly agreementId: string;
  readonly kind: string;
  readonly year: number;
  /** YYYY-MM */
  readonly month: string;
  readonly revision: number;
  readonly east: NamedCode;
  readonly west: NamedCode;
  /** ISO 8601 with the offset of Asia/Shanghai. */
  readonly cutOffAt: string;
  readonly list: ListedEntries;
  readonly ruleVersions: readonly { readonly id: string; readonly sha256: string }[];
  /** Fen, as text. */
  readonly total: PeriodFigures;
  readonly counties: readonly (NamedCode & PeriodFigures)[];
  readonly categories: readonly (NamedCode & PeriodFigures)[];
  /** By county and category. */
  readonly rows: readonly ({ readonly county: string; readonly category: string } & PeriodFigures)[];
  /** Corrected attributions among the entries. */
  readonly corrections: number;
  /** Head of the audit chain when the report was made. */
  readonly auditHead: string;
}

export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

/** The fixed set: how many entries, and the hash over their ids and amounts in the order of booking. */
export interface ListedEntries {
  readonly count: number;
  readonly sha256: string;
}

export interface PeriodFigures {
  readonly grossFen: string;
  readonly reversalsFen: string;
  readonly netFen: string;
}

export interface CellRow {
  readonly county: string;
  readonly category: string;
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
}

type Amounts = Pick<CellRow, 'grossFen' | 'reversalsFen'>;

export function figuresOf(rows: readonly Amounts[]): PeriodFigures {
  const gross = rows.reduce((sum, row) => sum + row.grossFen, 0n);
  const reversals = rows.reduce((sum, row) => sum + row.reversalsFen, 0n);
  return {
    grossFen: gross.toString(),
    reversalsFen: reversals.toString(),
    netFen: (gross - reversals).toString(),
  };
}

/** The cells summed by one of their two codes, in the order of the codes. */
export function summedBy(
  rows: readonly CellRow[],
  key: 'county' | 'category',
  names: ReadonlyMap<string, string>,
): (NamedCode & PeriodFigures)[] {
  const codes = [...new Set(rows.map((row) => row[key]))].toSorted();
  return codes.map((code) => ({
    code,
    name: names.get(code) ?? code,
    ...figuresOf(rows.filter((row) => row[key] === code)),
  }));
}
