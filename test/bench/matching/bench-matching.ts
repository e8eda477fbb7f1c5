import { cpus } from 'node:os';
import {
  frozenReport,
  goodsReport,
  OpenMarket,
  runGoods,
  type GoodsRun,
  type LinearSolver,
  type MatchingInput,
} from '../../../libs/matching/src/index';
import { relaxedProgram } from '../../../libs/matching/src/goods/relaxed-program';
import { relaxedFloorSales } from '../../../libs/matching/src/goods/relaxed-measures';
import { limitsOf, protectedCost } from '../../../libs/matching/src/goods/relaxed-solve';
import { highsSolver } from '../../../src/platform/solver/highs-solver';
import { instance } from '../../matching/seeded-instances';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Size {
  readonly lines: number;
  readonly supplies: number;
  readonly categories: number;
}

/** A target with what was seen; `always` holds in a short run too, where nothing is timed. */
interface Seen {
  readonly what: string;
  readonly seen: number;
  readonly most: number;
  readonly unit: string;
  readonly always?: boolean;
}

const FULL: readonly Size[] = [
  { lines: 500, supplies: 5_000, categories: 5 },
  { lines: 5_000, supplies: 50_000, categories: 50 },
];
const SHORT: readonly Size[] = [
  { lines: 40, supplies: 400, categories: 4 },
  { lines: 160, supplies: 1_600, categories: 16 },
];

/** Seconds of processor time: other programs of the machine do not count. */
function timed<Result>(work: () => Result): { seconds: number; result: Result } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

const inputOf = (size: Size, seed = 1) => instance(seed, { ...size, scarcity: 0.6, floors: [{}, {}] });
const middle = (values: readonly number[], part = 0.5) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Infinity;

/** The same relaxed problem, floors and protection included, in one program and one solve from nothing: the quicker of two. */
function bareSolve({ problem, plain }: GoodsRun, solver: LinearSolver): number {
  const floors = [...problem.floors.keys()];
  const protection = (line: number) => protectedCost(problem, plain, line) / 1_000;
  const { program } = relaxedProgram(problem, [...problem.lines.keys()], { floors, protection });
  const once = () => timed(() => solver.solve(program, limitsOf(problem))).seconds;
  return Math.min(once(), once());
}

interface Measured {
  readonly input: MatchingInput;
  readonly run: GoodsRun;
  readonly seconds: number;
  readonly bare: number;
}

function measureRun(name: string, input: MatchingInput, solver: LinearSolver): Measured {
  const { seconds, result: run } = timed(() => runGoods(input, solver));
  const bare = bareSolve(run, solver);
  say(
    `${input.lines.length} lines × ${input.supplies.length} supplies, ${run.problem.edges.length} edges, ${name}: ` +
      `run ${seconds.toFixed(2)} s, bare solve ${bare.toFixed(2)} s`,
  );
  return { input, run, seconds, bare };
}

/** Floors between what is sold anyway and what the run could reach: each has a price below its weight, and is met. */
function withFloorsMet({ input, run: { problem, plain, fair } }: Measured): MatchingInput {
  const floors = problem.floors.map((floor, at) => ({
    ...floor,
    floorFen: BigInt(
      Math.round(0.2 * relaxedFloorSales(problem, plain, at) + 0.8 * relaxedFloorSales(problem, fair, at)),
    ),
    weightBasisPoints: 4_000,
  }));
  return { ...input, rules: { ...input.rules, floors } };
}

/** One new line of every category, answered one by one, and then given to one next full run. */
function quickAnswers({ input, run }: Measured, size: Size, solver: LinearSolver): Seen[] {
  const market = new OpenMarket(run, solver);
  const others = inputOf(size, 2).lines.slice(0, 3 * size.categories);
  const asked = others.map((line, at) => ({ ...line, id: `new-${at}`, requestId: `new-${at}` }));
  const times = asked.map((line) => timed(() => market.answer(line)).seconds * 1_000);
  const one = asked.slice(0, size.categories);
  const next = goodsReport(runGoods({ ...input, lines: [...input.lines, ...one] }, solver));
  const perUnit = (rows: readonly { weighedFen: bigint; quantityBase: bigint }[]) =>
    rows.reduce((sum, { weighedFen }) => sum + Number(weighedFen), 0) /
    rows.reduce((sum, { quantityBase }) => sum + Number(quantityBase), 0);
  const off = one.flatMap((line) => {
    const then = perUnit(next.proposals.filter(({ lineId }) => lineId === line.id));
    const said = perUnit(market.answer(line).proposals);
    return Number.isFinite(then) && Number.isFinite(said) ? [Math.abs(said / then - 1) * 100] : [];
  });
  const first = middle(times.slice(0, size.categories));
  say(`first request of a category, median ${first.toFixed(1)} ms; ${off.length} answers compared`);
  return [
    { what: 'single request, p95', seen: middle(times.slice(size.categories), 0.95), most: 50, unit: 'ms' },
    { what: 'single request, cost off the next full run, median', seen: middle(off), most: 1, unit: '%' },
  ];
}

/** 0 where the run is the same to the last byte from turned input and a solver of its own. */
async function differences(input: MatchingInput, run: GoodsRun): Promise<number> {
  const turned = { ...input, lines: input.lines.toReversed(), supplies: input.supplies.toReversed() };
  const again = runGoods(turned, await highsSolver());
  return frozenReport(goodsReport(again)) === frozenReport(goodsReport(run)) ? 0 : 1;
}

const gapOf = ({ run }: Measured) => goodsReport(run).gapPartsPerMillion / 10_000;

/** False where a target is missed; `--short` measures small sizes and holds only what hangs on no clock. */
export async function benchMatching(parameters: readonly string[]): Promise<boolean> {
  const short = parameters.includes('--short');
  const [small, large] = short ? SHORT : FULL;
  if (!small || !large) throw new Error('no sizes');
  const solver = await highsSolver();
  runGoods(inputOf(small), solver); // warms up
  const few = measureRun('floors missed', inputOf(small), solver);
  const many = measureRun('floors missed', inputOf(large), solver);
  const met = measureRun('floors met', withFloorsMet(many), solver);
  const growth = many.seconds / few.seconds / (large.lines / small.lines);
  const seen: Seen[] = [
    { what: 'full run over one bare solve', seen: many.seconds / many.bare, most: 3, unit: '×' },
    { what: 'the same, floors met', seen: met.seconds / met.bare, most: 3, unit: '×' },
    { what: 'growth over linear', seen: growth, most: 1.5, unit: '×' },
    ...quickAnswers(many, large, solver),
    { what: 'gap to the bound', seen: Math.max(gapOf(many), gapOf(met)), most: 2, unit: '%', always: true },
    {
      what: 'bytes that hang on order or machine state',
      seen: await differences(few.input, few.run),
      most: 0,
      unit: '',
      always: true,
    },
    { what: 'resident memory', seen: process.resourceUsage().maxRSS / 1_048_576, most: 1.5, unit: 'GiB' },
  ];
  const holds = (one: Seen) => one.seen <= one.most;
  for (const one of seen) {
    const mark = short && one.always !== true ? '·' : holds(one) ? '✓' : '✗';
    say(`${mark} ${one.what}: ${one.seen.toFixed(2)} ${one.unit} (at most ${one.most})`);
  }
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
  return seen.every((one) => holds(one) || (short && one.always !== true));
}
