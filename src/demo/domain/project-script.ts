import { addDays } from '../../platform/index';
import type { PlannedCapital } from './capital-plan';
import type { PlannedProject } from './project-plan';
import type { PlannedStage } from './project-stages';
import type { PlannedQuarter } from './quarter-plan';

/** What is done about a project on a day. */
export type ProjectMove =
  | { readonly kind: 'REGISTER' }
  | { readonly kind: 'ADVANCE'; readonly stage: PlannedStage; readonly on: string }
  | { readonly kind: 'PAY_IN'; readonly capital: PlannedCapital; readonly number: number }
  | { readonly kind: 'REPORT'; readonly quarter: PlannedQuarter }
  | { readonly kind: 'END'; readonly on: string };

export interface ProjectStep {
  readonly day: string;
  readonly project: PlannedProject;
  readonly move: ProjectMove;
}

const OPENING_DAYS = 4;
const RECORDED_AFTER_DAYS = 2;
const PAID_IN_RECORDED_AFTER_DAYS = 6;

/** What went before the year is written down in its first days; each project's moves stand in their order. */
export function scriptOfProjects(projects: readonly PlannedProject[], firstDay: string): ProjectStep[] {
  const opening = addDays(firstDay, OPENING_DAYS);
  return projects.flatMap((project) =>
    movesOf(project, opening).map(({ day, move }) => ({ day, project, move })),
  );
}

function movesOf(project: PlannedProject, opening: string): { day: string; move: ProjectMove }[] {
  const written = (day: string, after: number) => later(addDays(day, after), opening);
  const stages = project.reached.map(({ stage, on }) => ({
    day: written(on, RECORDED_AFTER_DAYS),
    move: { kind: 'ADVANCE' as const, stage, on },
  }));
  const paid = project.capital.map((capital, at) => ({
    day: written(capital.on, PAID_IN_RECORDED_AFTER_DAYS),
    move: { kind: 'PAY_IN' as const, capital, number: at + 1 },
  }));
  const reports = project.quarters.map((quarter) => ({
    day: written(quarter.reportedOn, 0),
    move: { kind: 'REPORT' as const, quarter },
  }));
  const ends = project.end === null || project.end === 'STALLED' ? [] : [project.endOn];
  const moves = [
    { day: written(project.leadOn, 0), move: { kind: 'REGISTER' as const } },
    ...stages,
    ...paid,
    ...reports,
    ...ends.map((on) => ({ day: on, move: { kind: 'END' as const, on } })),
  ];
  return moves.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const later = (one: string, other: string) => (one > other ? one : other);
