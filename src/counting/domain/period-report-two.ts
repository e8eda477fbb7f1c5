import type { ReportedIndicator } from './period-industry';
import {
  figuresOf,
  type CellRow,
  type ListedEntries,
  type NamedCode,
  type PeriodFigures,
} from './period-report';

/** Whole fen as text, of so many. */
interface Amount {
  readonly count: number;
  readonly fen: string;
}

/**
 * The second format of what both sides sign. Its names are frozen with it; contested portions stand apart and in no figure;
 * what it says beside its list is written down with its revision.
 */
export interface PeriodReportTwo {
  readonly document: '统计期对账单';
  readonly format: 2;
  readonly scheme: string;
  readonly agreementId: string;
  readonly year: number;
  /** YYYY-MM */
  readonly month: string;
  readonly revision: number;
  /** Hash of the signed text this one takes the place of. */
  readonly restates: string | null;
  readonly east: NamedCode;
  readonly west: NamedCode;
  /** ISO 8601 with the offset of Asia/Shanghai. */
  readonly cutOffAt: string;
  readonly regime: NamedCode | null;
  readonly list: ListedEntries;
  readonly ruleVersions: readonly { readonly id: string; readonly sha256: string }[];
  readonly total: PeriodFigures;
  /** By counting mode; all in fen. */
  readonly modes: readonly ({ readonly mode: string } & PeriodFigures)[];
  readonly counties: readonly (NamedCode & PeriodFigures)[];
  readonly categories: readonly (NamedCode & PeriodFigures)[];
  readonly rows: readonly ({
    readonly county: string;
    readonly category: string;
    readonly mode: string;
  } & PeriodFigures)[];
  /** On the list, and in no figure above. */
  readonly contested: Amount;
  /** What earlier months were signed without, no longer contested: comes to the total of this one. */
  readonly carried: readonly (Amount & { readonly month: string })[];
  /** Net of the list without what is contested, and what is carried. */
  readonly signedNetFen: string;
  /** Among the figures: what is booked here and belongs to closed months. */
  readonly postedForEarlier: readonly { readonly month: string; readonly fen: string }[];
  readonly corrections: number;
  readonly disputes: readonly { readonly id: string; readonly outcome: 'UPHELD' }[];
  readonly claims: Amount;
  /** Said where something of it is listed or carried. */
  readonly indicators?: readonly ReportedIndicator[];
  readonly auditHead: string;
}

type Cell = CellRow & { readonly mode: string };

/** The figures by mode, and cell by cell. */
export function byMode(cells: readonly Cell[]): Pick<PeriodReportTwo, 'modes' | 'rows'> {
  const modes = [...new Set(cells.map(({ mode }) => mode))].toSorted();
  return {
    modes: modes.map((mode) => ({ mode, ...figuresOf(cells.filter((cell) => cell.mode === mode)) })),
    rows: cells.map((cell) => ({
      county: cell.county,
      category: cell.category,
      mode: cell.mode,
      ...figuresOf([cell]),
    })),
  };
}

/** What the month brings in the end. */
export function signedNet(total: PeriodFigures, carried: readonly { readonly fen: string }[]): string {
  return carried.reduce((sum, { fen }) => sum + BigInt(fen), BigInt(total.netFen)).toString();
}
