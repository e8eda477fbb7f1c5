import type { NamedCode } from './period-report';

/** What of an indicator is listed of a county: fen for yuan, otherwise whole numbers. */
export interface IndustryCell {
  readonly indicator: string;
  readonly unit: string;
  readonly county: string;
  readonly gross: bigint;
  readonly reversals: bigint;
}

/** Part of an indicator that is told apart; the month it belongs to, where it has one. */
export interface IndustryShare {
  readonly kind: 'EARLIER' | 'CONTESTED' | 'CARRIED';
  readonly indicator: string;
  readonly unit: string;
  readonly month: string | null;
  readonly count: number;
  readonly amount: string;
}

/** Whole numbers as text: fen where the unit is YUAN. */
interface Figures {
  readonly gross: string;
  readonly reversals: string;
  readonly net: string;
}

interface Share {
  readonly month: string | null;
  readonly count: number;
  readonly amount: string;
}

/** 产业指标 of a month: each in its own unit, never added to another or to goods. */
export interface ReportedIndicator extends Figures {
  readonly indicator: string;
  readonly unit: string;
  readonly counties: readonly (NamedCode & Figures)[];
  /** Among the figures. */
  readonly postedForEarlier: readonly Share[];
  /** On the list, and in no figure. */
  readonly contested: readonly Share[];
  /** What earlier months were signed without; comes to the net of this one. */
  readonly carried: readonly Share[];
  /** Net without what is contested, and what is carried. */
  readonly signedNet: string;
}

export function reportedIndicators(
  cells: readonly IndustryCell[],
  shares: readonly IndustryShare[],
  nameOf: (county: string) => string,
): ReportedIndicator[] {
  const units = new Map([...cells, ...shares].map(({ indicator, unit }) => [indicator, unit]));
  return [...units.keys()].toSorted().map((indicator) => {
    const own = cells.filter((cell) => cell.indicator === indicator);
    const partsOf = (kind: IndustryShare['kind']): Share[] =>
      shares.flatMap(({ month, count, amount, ...share }) =>
        share.kind === kind && share.indicator === indicator ? [{ month, count, amount }] : [],
      );
    const carried = partsOf('CARRIED');
    const figures = figuresOf(own);
    return {
      indicator,
      unit: units.get(indicator) ?? '',
      ...figures,
      counties: own.map((cell) => ({ code: cell.county, name: nameOf(cell.county), ...figuresOf([cell]) })),
      postedForEarlier: partsOf('EARLIER'),
      contested: partsOf('CONTESTED'),
      carried,
      signedNet: carried.reduce((sum, { amount }) => sum + BigInt(amount), BigInt(figures.net)).toString(),
    };
  });
}

function figuresOf(cells: readonly IndustryCell[]): Figures {
  const gross = cells.reduce((sum, cell) => sum + cell.gross, 0n);
  const reversals = cells.reduce((sum, cell) => sum + cell.reversals, 0n);
  return { gross: `${gross}`, reversals: `${reversals}`, net: `${gross - reversals}` };
}
