import {
  OpenMarket,
  buyerView,
  coordinatorView,
  explainLine,
  frozenReport,
  goodsReport,
  operationsView,
  runGoods,
  supplierView,
  type GoodsRun,
  type LinearSolver,
  type MatchingInput,
  type QuickAnswer,
  type RequestLine,
} from '../../../libs/matching/src/index';
import type { Explained, MatchReader } from './match-tasks';

/** Lines and supplies held at most: the memory of a thread is bounded, whatever runs are looked at. */
const MOST_ROWS = 120_000;

interface Held {
  readonly run: GoodsRun;
  readonly market: OpenMarket;
  readonly positionOf: ReadonlyMap<string, number>;
  readonly rows: number;
}

/** Runs as they stand in memory, computed again from their frozen input; the one longest not asked for goes first. */
export class HeldRuns {
  private readonly runs = new Map<string, Held>();

  constructor(private readonly solver: LinearSolver) {}

  /** The frozen report, for whoever compares it with the kept one. */
  hold(runId: string, input: MatchingInput): string {
    this.makeRoom(input.lines.length + input.supplies.length);
    const run = runGoods(input, this.solver);
    this.runs.set(runId, {
      run,
      market: new OpenMarket(run, this.solver),
      positionOf: new Map(run.problem.lines.map(({ line }, at) => [line.id, at])),
      rows: input.lines.length + input.supplies.length,
    });
    return frozenReport(goodsReport(run));
  }

  explain(
    runId: string,
    lineIds: readonly string[],
    reader: MatchReader,
  ): readonly Explained[] | 'UNKNOWN_RUN' {
    const held = this.asked(runId);
    if (!held) return 'UNKNOWN_RUN';
    // Settling a line's flips takes some tenths of a second: for one line it is worth it, for a list the bounds do.
    const solver = lineIds.length === 1 ? this.solver : undefined;
    return lineIds.flatMap((lineId) => {
      const at = held.positionOf.get(lineId);
      return at === undefined ? [] : [viewOf(held.run, at, lineId, reader, solver)];
    });
  }

  answer(runId: string, lines: readonly RequestLine[]): readonly QuickAnswer[] | 'UNKNOWN_RUN' {
    const held = this.asked(runId);
    return held ? lines.map((line) => held.market.answer(line)) : 'UNKNOWN_RUN';
  }

  private asked(runId: string): Held | undefined {
    const held = this.runs.get(runId);
    if (!held) return undefined;
    this.runs.delete(runId);
    this.runs.set(runId, held);
    return held;
  }

  private makeRoom(rows: number): void {
    let all = [...this.runs.values()].reduce((sum, held) => sum + held.rows, rows);
    for (const [runId, held] of this.runs) {
      if (all <= MOST_ROWS) return;
      this.runs.delete(runId);
      all -= held.rows;
    }
  }
}

/** Only what the reader may know leaves the thread. */
function viewOf(
  run: GoodsRun,
  at: number,
  lineId: string,
  reader: MatchReader,
  solver?: LinearSolver,
): Explained {
  if (reader.as === 'SUPPLIER')
    return { as: 'SUPPLIER', lineId, view: supplierView(run, at, reader.supplierId) };
  if (reader.as === 'COORDINATOR') return { as: 'COORDINATOR', lineId, view: coordinatorView(run, at) };
  const explanation = explainLine(run, at, solver);
  switch (reader.as) {
    case 'BUYER':
      return { as: 'BUYER', lineId, view: buyerView(explanation) };
    case 'OPERATIONS':
      return { as: 'OPERATIONS', lineId, view: operationsView(explanation) };
  }
}
