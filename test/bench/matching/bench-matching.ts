import { cpus } from 'node:os';
import { OpenMarket, runGoods, type GoodsRun, type LinearSolver } from '../../../libs/matching/src/index';
import { relaxedProgram } from '../../../libs/matching/src/goods/relaxed-program';
import { limitsOf, protectedCost } from '../../../libs/matching/src/goods/relaxed-solve';
import { highsSolver } from '../../../src/platform/solver/highs-solver';
import { instance } from '../../matching/seeded-instances';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Size {
  readonly lines: number;
  readonly supplies: number;
  readonly categories: number;
}

/** A target with what was seen; a short run only shows that everything runs. */
interface Seen {
  readonly what: string;
  readonly seen: number;
  readonly most: number;
  readonly unit: string;
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

/** The same relaxed problem, floors and protection included, in one program and one solve. */
function bareSolve({ problem, plain }: GoodsRun, solver: LinearSolver): number {
  const floors = [...problem.floors.keys()];
  const protection = (line: number) => protectedCost(problem, plain, line) / 1_000;
  const { program } = relaxedProgram(problem, [...problem.lines.keys()], { floors, protection });
  return timed(() => solver.solve(program, limitsOf(problem))).seconds;
}

function measureRun(size: Size, solver: LinearSolver): { run: GoodsRun; seconds: number; bare: number } {
  const { seconds, result } = timed(() => runGoods(inputOf(size), solver));
  const bare = bareSolve(result, solver);
  say(
    `${size.lines} lines × ${size.supplies} supplies, ${result.problem.edges.length} edges: ` +
      `run ${seconds.toFixed(2)} s, bare solve ${bare.toFixed(2)} s`,
  );
  return { run: result, seconds, bare };
}

/** Milliseconds that 19 of 20 single requests are answered in. */
function quickAnswers(run: GoodsRun, size: Size, solver: LinearSolver): number {
  const market = new OpenMarket(run, solver);
  const asked = inputOf({ ...size, lines: 60 }, 2).lines;
  const times = asked.map((line) => timed(() => market.answer(line)).seconds * 1_000);
  const warm = times.slice(10).toSorted((a, b) => a - b);
  return warm[Math.floor(warm.length * 0.95)] ?? Infinity;
}

/** False where a target is missed; `--short` measures a small size and misses nothing. */
export async function benchMatching(parameters: readonly string[]): Promise<boolean> {
  const short = parameters.includes('--short');
  const [small, large] = short ? SHORT : FULL;
  if (!small || !large) throw new Error('no sizes');
  const solver = await highsSolver();
  measureRun(small, solver); // warms up
  const few = measureRun(small, solver);
  const many = measureRun(large, solver);
  const growth = many.seconds / few.seconds / (large.lines / small.lines);
  const seen: Seen[] = [
    { what: 'full run over one bare solve', seen: many.seconds / many.bare, most: 3, unit: '×' },
    { what: 'growth over linear', seen: growth, most: 1.5, unit: '×' },
    { what: 'single request, p95', seen: quickAnswers(many.run, large, solver), most: 50, unit: 'ms' },
    { what: 'resident memory', seen: process.resourceUsage().maxRSS / 1_048_576, most: 1.5, unit: 'GiB' },
  ];
  for (const { what, seen: value, most, unit } of seen)
    say(`${value <= most ? '✓' : '✗'} ${what}: ${value.toFixed(2)} ${unit} (at most ${most})`);
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
  return short || seen.every((one) => one.seen <= one.most);
}
