import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { NOT_IN_SCHEME } from '../domain/count-reasons';
import type { Judgement, Portion } from '../domain/portion';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { Judge } from './judge';
import { OrderPortions } from './order-portions';
import type { BookedMonth } from './period-corrections';

/** What another unit would mean for one portion in one scheme. */
export interface Move {
  /** What counts in it now and would be taken back; null: nothing. */
  readonly entry: LiveEntry | null;
  readonly portion: Portion;
  /** By the rules of the settlement date; null: the scheme has no say over the other unit. */
  readonly judgement: Judgement | null;
  /** Of what would be counted anew. */
  readonly attempt: number;
  /** The month it stays in. */
  readonly period: string;
}

/** A move that can be carried out. */
export type Movable = Move & {
  readonly judgement: Judgement & { readonly leaf: NonNullable<Judgement['leaf']> };
};

export const isMovable = (move: Move): move is Movable => Boolean(move.judgement?.leaf);

export const whyNotMovable = ({ judgement }: Move) => judgement?.reasons ?? [NOT_IN_SCHEME];

/** Judges what is left of an order's portions for another unit, in every scheme. */
@Injectable()
export class AttributionMoves {
  constructor(
    private readonly entries: CountingEntries,
    private readonly portions: OrderPortions,
    private readonly judge: Judge,
  ) {}

  /** Of every settled portion something is left of: the schemes it counts in, and those it would count in. */
  async of(tx: Tx, orderId: string, toUnitId: string): Promise<Move[]> {
    const confirmed = (await this.entries.ofOrder(tx, orderId)).filter(({ kind }) => kind === 'CONFIRMED');
    const standing = [...new Set(confirmed.filter(({ restFen }) => restFen > 0n).map((e) => e.portionId))];
    const portions: Portion[] = [];
    for (const portionId of standing)
      portions.push({ ...(await this.portions.line(tx, portionId)), unitId: toUnitId });
    const judged = await this.judge.judgements(tx, portions);
    return standing.flatMap((portionId, index) => {
      const entries = confirmed.filter((entry) => entry.portionId === portionId);
      const portion = portions[index];
      return portion ? movesOf(portion, entries, judged[index] ?? []) : [];
    });
  }
}

/** A portion moves in all schemes or in none; where it did not count before and would, it counts. */
function movesOf(portion: Portion, entries: readonly LiveEntry[], judgements: readonly Judgement[]): Move[] {
  const live = entries.filter(({ restFen }) => restFen > 0n);
  const [first] = live;
  if (!first) return [];
  const amountFen = live.reduce((most, { restFen }) => (restFen > most ? restFen : most), 0n);
  const schemes = [
    ...new Set([...live, ...judgements.filter(({ leaf }) => leaf)].map(({ scheme }) => scheme)),
  ];
  return schemes.map((scheme) => {
    const newest = entries.find((entry) => entry.scheme === scheme);
    const entry = live.find((one) => one.scheme === scheme) ?? null;
    return {
      entry,
      portion: { ...portion, amountFen: entry?.restFen ?? amountFen },
      judgement: judgements.find((one) => one.scheme === scheme) ?? null,
      attempt: (newest?.attempt ?? 0) + 1,
      period: (entry ?? first).period,
    };
  });
}

/** The months the moves take from and bring to. */
export function monthsOf(moves: readonly Move[]): BookedMonth[] {
  return moves.flatMap(({ entry, judgement, period }) =>
    [entry?.agreementId, judgement?.leaf?.agreementId].flatMap((agreementId) =>
      agreementId ? [{ agreementId, month: period }] : [],
    ),
  );
}
