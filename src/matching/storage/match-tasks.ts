import type {
  BuyerView,
  CoordinatorView,
  GoodsReport,
  LineExplanation,
  OrderCosts,
  PlanReport,
  QuickAnswer,
  RequestLine,
  SupplierStanding,
  Supply,
} from '../../../libs/matching/src/index';
import type { Refusal } from '../../../libs/workflow/src/index';
import type { DayFacts } from '../domain/day-facts';

/** What a run stands on: canonical JSON, compressed, with the digest of its text. */
export interface FrozenInput {
  readonly sha256: string;
  readonly compressed: Uint8Array;
  readonly lines: number;
  readonly supplies: number;
  /** What could not be read as a line or a supply, with the codes of what is wrong. */
  readonly leftOut: readonly LeftOut[];
}
export interface LeftOut {
  readonly id: string;
  readonly codes: readonly string[];
}

export interface FinishedRun {
  readonly report: GoodsReport;
  readonly orders: OrderCosts;
  /** Canonical JSON of the report: the bytes a recomputation must give again. */
  readonly frozen: string;
  readonly sha256: string;
}

export interface FinishedPlan {
  readonly report: PlanReport;
  readonly frozen: string;
  readonly sha256: string;
}

/** Who reads an explanation; a supplier sees his own goods only. */
export type MatchReader =
  | { readonly as: 'BUYER' | 'COORDINATOR' | 'OPERATIONS' }
  | { readonly as: 'SUPPLIER'; readonly supplierId: string };

/** What a thread is asked, and what it answers; UNKNOWN_RUN: it does not hold the run, give it one. */
export interface MatchTasks {
  /** More of what is wanted and on offer, for the FREEZE that follows; afresh: what came before was another snapshot's. */
  STOCK: [{ afresh?: boolean; lines?: readonly RequestLine[]; supplies?: readonly Supply[] }, null];
  /** The stock given, or that of an older input, with a day's facts. */
  FREEZE: [{ facts: DayFacts; stockOf?: Uint8Array }, FrozenInput];
  RUN: [{ input: Uint8Array }, FinishedRun];
  HOLD: [{ runId: string; input: Uint8Array }, { sha256: string }];
  EXPLAIN: [
    { runId: string; lineIds: readonly string[]; reader: MatchReader },
    readonly Explained[] | 'UNKNOWN_RUN',
  ];
  PLAN: [{ input: Uint8Array }, FinishedPlan];
  ANSWER: [{ runId: string; lines: readonly RequestLine[] }, readonly QuickAnswer[] | 'UNKNOWN_RUN'];
}
export type MatchTaskKind = keyof MatchTasks;
export type MatchTask = {
  [Kind in MatchTaskKind]: { readonly kind: Kind } & MatchTasks[Kind][0];
}[MatchTaskKind];

export type Explained =
  | { readonly as: 'BUYER'; readonly lineId: string; readonly view: BuyerView }
  | { readonly as: 'COORDINATOR'; readonly lineId: string; readonly view: CoordinatorView }
  | { readonly as: 'OPERATIONS'; readonly lineId: string; readonly view: LineExplanation }
  | { readonly as: 'SUPPLIER'; readonly lineId: string; readonly view: readonly SupplierStanding[] };

export interface AskedThread {
  readonly id: number;
  readonly task: MatchTask;
}
export type ThreadAnswer = { readonly id: number } & (
  { readonly answer: unknown } | { readonly refusals: readonly Refusal[] } | { readonly fault: string }
);
