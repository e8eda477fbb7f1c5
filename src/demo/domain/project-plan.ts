import { addDays } from '../../platform/index';
import type { DemoPlan } from './demo-plan';
import { fictiveUscc } from './fictive-uscc';
import type { PlannedPark } from './park-plan';
import { planCapital, type PlannedCapital } from './capital-plan';
import { planQuarters, type PlannedQuarter } from './quarter-plan';
import { FRAUDS, PROJECT_STAGES, type PlannedFraud, type PlannedStage } from './project-stages';
import { Random } from './random';

/** How a project stands at the end of the year, and how many of each eighty have. */
const ENDINGS: readonly (readonly [stage: PlannedStage, count: number, end: ProjectEnd | null])[] = [
  ['LEAD', 8, null],
  ['CONTACTED', 8, null],
  ['SITE_VISIT', 6, null],
  ['LETTER_OF_INTENT', 8, null],
  ['SIGNED', 8, null],
  ['REGISTERED', 6, null],
  ['APPROVED', 5, null],
  ['UNDER_CONSTRUCTION', 6, null],
  ['EQUIPPED', 4, null],
  ['TRIAL', 3, null],
  ['IN_PRODUCTION', 10, null],
  ['SCALE', 2, null],
  ['LETTER_OF_INTENT', 1, 'STALLED'],
  ['REGISTERED', 2, 'STALLED'],
  ['CONTACTED', 1, 'TERMINATED'],
  ['SIGNED', 1, 'TERMINATED'],
  ['IN_PRODUCTION', 1, 'EXITED'],
];
export type ProjectEnd = 'STALLED' | 'TERMINATED' | 'EXITED';

const PROJECTS_PER_PARK = 8;
/** Every so manieth, where its investor takes part on the platform. */
const OF_INTENT = 4;
const TRADES = [
  { code: '1371', words: '蔬菜加工' },
  { code: '1373', words: '水果和坚果加工' },
  { code: '1431', words: '米面制品' },
  { code: '1469', words: '调味品' },
  { code: '1811', words: '服装加工' },
  { code: '3912', words: '计算机零部件' },
] as const;

export interface PlannedProject {
  readonly key: string;
  readonly number: number;
  readonly park: PlannedPark;
  /** An eastern enterprise of the demo year; null: one that only its name and code are known of. */
  readonly investorKey: string | null;
  /** It came of an intent the enterprise had shown the park. */
  readonly ofIntent: boolean;
  readonly investor: { readonly name: string; readonly uscc: string };
  readonly enterprise: { readonly name: string; readonly uscc: string };
  readonly title: string;
  readonly industryCode: string;
  readonly investmentFen: bigint;
  readonly jobs: number;
  readonly landM2: number;
  readonly leadOn: string;
  /** Days on which the stages after LEAD were reached. */
  readonly reached: readonly { readonly stage: PlannedStage; readonly on: string }[];
  readonly end: ProjectEnd | null;
  readonly endOn: string;
  readonly fraud: PlannedFraud | null;
  readonly capital: readonly PlannedCapital[];
  readonly quarters: readonly PlannedQuarter[];
}

/** Eighty projects of ten parks in all stages; of fewer parks as many as belong to them. */
export function planProjects(plan: DemoPlan, parks: readonly PlannedPark[]): PlannedProject[] {
  const random = new Random(plan.seed + 7);
  const endings = ENDINGS.flatMap(([stage, count, end]) =>
    Array.from({ length: count }, () => ({ stage, end })),
  );
  const count = parks.length * PROJECTS_PER_PARK;
  const step = endings.length / count;
  const liable: { left: PlannedFraud[] } = { left: [...FRAUDS, 'SHARED_DOCUMENT'] }; // a paper is shared by two
  return Array.from({ length: count }, (_, index) => {
    const park = parks[index % parks.length] as PlannedPark;
    const ending = endings[Math.floor(index * step)] as (typeof endings)[number];
    const may =
      ending.end === null && PROJECT_STAGES.indexOf(ending.stage) > PROJECT_STAGES.indexOf('REGISTERED');
    const fraud = may ? (liable.left.shift() ?? null) : null;
    return planProject({ plan, random, park, number: index + 1, ...ending, fraud });
  });
}

interface Making {
  readonly plan: DemoPlan;
  readonly random: Random;
  readonly park: PlannedPark;
  readonly number: number;
  readonly stage: PlannedStage;
  readonly end: ProjectEnd | null;
  readonly fraud: PlannedFraud | null;
}

function planProject({ plan, random, park, number, stage, end, fraud }: Making): PlannedProject {
  const trade = random.pick(TRADES);
  const landM2 = random.whole(4, 40) * 500;
  const yuan = landM2 * random.whole(900, 2_400);
  const investmentFen = BigInt(yuan) * 100n;
  const { lastDay } = plan;
  const days = planDays(random, lastDay, { stage, end });
  const eastern = plan.buyers.filter(
    ({ kind, parentKey, regionCode }) =>
      kind === 'ENTERPRISE' && parentKey === null && regionCode.startsWith(park.pair.east.code.slice(0, 2)),
  );
  const known = number % 2 === 0 ? eastern[number % Math.max(eastern.length, 1)] : undefined;
  const key = `j${number}`;
  const { reached } = days;
  const jobs = fraud === 'CAPITAL_PER_JOB' ? 3 : Math.ceil(yuan / 150_000);
  const until = end === 'EXITED' ? addDays(days.endOn, -1) : lastDay;
  return {
    ...days,
    key,
    number,
    park,
    investorKey: known?.key ?? null,
    ofIntent: known !== undefined && number % OF_INTENT === 0,
    investor: known ?? {
      name: `示例${park.pair.east.name}${trade.words}投资有限公司${number}号`,
      uscc: fictiveUscc('91', park.pair.east.code, key),
    },
    enterprise: {
      name: `示例${park.county}${trade.words}有限公司${number}号`,
      uscc: fictiveUscc('91', park.countyCode, key),
    },
    title: `示例${trade.words}项目${number}号`,
    industryCode: trade.code,
    investmentFen,
    jobs,
    landM2,
    end,
    fraud,
    quarters: planQuarters({ reached, investmentFen, jobs, until }),
    capital:
      end === 'STALLED'
        ? []
        : planCapital({ random, reached, investmentFen, fraud, firstDay: plan.firstDay, lastDay }),
  };
}

/** Backwards from the last thing that happened: who stalls has heard nothing for longer than the rule allows. */
function planDays(
  random: Random,
  lastDay: string,
  { stage, end }: Pick<Making, 'stage' | 'end'>,
): Pick<PlannedProject, 'leadOn' | 'reached' | 'endOn'> {
  const endOn = addDays(lastDay, -random.whole(3, 20));
  const quiet = end === 'STALLED' ? random.whole(190, 230) : random.whole(25, 120);
  let day = addDays(lastDay, -quiet);
  const reached: { stage: PlannedStage; on: string }[] = [];
  for (const one of PROJECT_STAGES.slice(1, PROJECT_STAGES.indexOf(stage) + 1).toReversed()) {
    reached.unshift({ stage: one, on: day });
    day = addDays(day, -random.whole(14, 45));
  }
  return { leadOn: day, reached, endOn };
}
