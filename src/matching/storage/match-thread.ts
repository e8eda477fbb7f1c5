import { createHash } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  faultsIn,
  frozenInput,
  frozenPlanReport,
  frozenReport,
  goodsReport,
  orderCosts,
  planPurchases,
  runGoods,
  type LinearSolver,
  type MatchingInput,
  type RequestLine,
  type Supply,
} from '../../../libs/matching/src/index';
import { Refused } from '../../../libs/workflow/src/index';
import type { DayFacts, Stock } from '../domain/day-facts';
import { dressedInput } from '../domain/dressed-input';
import { thawedInput } from '../domain/thawed-input';
import { thawedPlan } from '../domain/thawed-plan';
import { HeldRuns } from './held-runs';
import type {
  AskedThread,
  FinishedPlan,
  FinishedRun,
  FrozenInput,
  LeftOut,
  MatchTask,
  MatchTasks,
  ThreadAnswer,
} from './match-tasks';

// Whoever waits for a page goes first: on Linux this is the thread's own priority, not the process's.
const { solver: solverPath, priority } = workerData as { solver: string; priority: number };
setPriority(priority);

interface SolverModule {
  highsSolver(): Promise<LinearSolver>;
}
const solver = (require(solverPath) as SolverModule).highsSolver();

const stock: { lines: RequestLine[]; supplies: Supply[] } = { lines: [], supplies: [] };
let held: HeldRuns | undefined;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const thawed = (compressed: Uint8Array) => thawedInput(gunzipSync(compressed).toString());

async function answerTo(task: MatchTask): Promise<MatchTasks[keyof MatchTasks][1]> {
  held ??= new HeldRuns(await solver);
  switch (task.kind) {
    case 'STOCK':
      if (task.afresh) Object.assign(stock, { lines: [], supplies: [] });
      stock.lines.push(...(task.lines ?? []));
      stock.supplies.push(...(task.supplies ?? []));
      return null;
    case 'FREEZE':
      return frozen(task.stockOf ? thawed(task.stockOf) : stock, task.facts);
    case 'RUN':
      return finished(thawed(task.input), await solver);
    case 'PLAN':
      return finishedPlan(task.input, await solver);
    case 'HOLD':
      return { sha256: sha256(held.hold(task.runId, thawed(task.input))) };
    case 'EXPLAIN':
      return held.explain(task.runId, task.lineIds, task.reader);
    case 'ANSWER':
      return held.answer(task.runId, task.lines);
  }
}

function finished(input: MatchingInput, withSolver: LinearSolver): FinishedRun {
  const run = runGoods(input, withSolver);
  const report = goodsReport(run);
  const text = frozenReport(report);
  return { report, orders: orderCosts(run), frozen: text, sha256: sha256(text) };
}

function finishedPlan(input: Uint8Array, withSolver: LinearSolver): FinishedPlan {
  const report = planPurchases(thawedPlan(gunzipSync(input).toString()), withSolver);
  const text = frozenPlanReport(report);
  return { report, frozen: text, sha256: sha256(text) };
}

/** One row that makes no sense must not keep everybody else from being served: it is left out, and said so. */
function frozen(given: Stock, facts: DayFacts): FrozenInput {
  const input = dressedInput(given, facts);
  const faults = new Map<Supply | RequestLine, Set<string>>();
  for (const { code, path } of faultsIn(input)) {
    const [table, at] = path;
    const row = table === 'lines' || table === 'supplies' ? input[table][Number(at)] : undefined;
    if (!row) throw new Refused(faultsIn(input));
    faults.set(row, (faults.get(row) ?? new Set()).add(code));
  }
  // Dressed again: what is left out must not raise a floor either.
  const left = {
    lines: input.lines.filter((line) => !faults.has(line)),
    supplies: input.supplies.filter((supply) => !faults.has(supply)),
  };
  const sound = faults.size > 0 ? dressedInput(left, facts) : input;
  const text = frozenInput(sound);
  stock.lines = [];
  stock.supplies = [];
  return {
    sha256: sha256(text),
    compressed: new Uint8Array(gzipSync(text, { level: 6 })),
    lines: sound.lines.length,
    supplies: sound.supplies.length,
    leftOut: [...faults].map(([{ id }, codes]): LeftOut => ({ id, codes: [...codes].toSorted() })),
  };
}

async function answered({ id, task }: AskedThread): Promise<ThreadAnswer> {
  try {
    return { id, answer: await answerTo(task) };
  } catch (error) {
    if (error instanceof Refused) return { id, refusals: error.refusals };
    // A stack says where it broke; messages of ours hold no data.
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : 'fault' };
  }
}

parentPort?.on('message', async (asked: AskedThread) => {
  parentPort?.postMessage(await answered(asked), []);
});
