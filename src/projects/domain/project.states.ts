import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const HANDLERS = ['PARK_MANAGER', 'ENTERPRISE_INVESTOR', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const;
const OFFICES = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'VERIFIER'] as const;

/** 园区项目阶段, in their order: none is skipped and none is gone back. */
export const STAGES = [
  'LEAD',
  'CONTACTED',
  'SITE_VISIT',
  'LETTER_OF_INTENT',
  'SIGNED',
  'REGISTERED',
  'APPROVED',
  'UNDER_CONSTRUCTION',
  'EQUIPPED',
  'TRIAL',
  'IN_PRODUCTION',
  'SCALE',
] as const;
export type Stage = (typeof STAGES)[number];

const NAMES: Readonly<Record<Stage, { zh: string; en: string }>> = {
  LEAD: { zh: '线索', en: 'a lead' },
  CONTACTED: { zh: '已接洽', en: 'contacted' },
  SITE_VISIT: { zh: '已实地考察', en: 'visited' },
  LETTER_OF_INTENT: { zh: '已签意向书', en: 'under a letter of intent' },
  SIGNED: { zh: '签约', en: 'signed' },
  REGISTERED: { zh: '已注册', en: 'registered' },
  APPROVED: { zh: '已获批', en: 'approved' },
  UNDER_CONSTRUCTION: { zh: '开工', en: 'under construction' },
  EQUIPPED: { zh: '设备到位', en: 'equipped' },
  TRIAL: { zh: '试生产', en: 'on trial' },
  IN_PRODUCTION: { zh: '投产', en: 'in production' },
  SCALE: { zh: '达产', en: 'at scale' },
};

export const projectStages = defineStates({
  states: STAGES,
  terminal: ['SCALE'],
  transitions: STAGES.slice(0, -1).map((stage, index) => ({
    verb: 'advance' as const,
    from: [stage],
    to: STAGES[index + 1] as Stage,
    by: needsNoPapers(STAGES[index + 1] as Stage) ? [...HANDLERS] : [...OFFICES],
  })),
  names: { states: NAMES, verbs: { advance: { zh: '推进', en: 'advance' } } },
});

/** Before SIGNED nothing is counted and no paper asked for. */
export function needsNoPapers(stage: Stage): boolean {
  return STAGES.indexOf(stage) < STAGES.indexOf('SIGNED');
}

export const producing = (stage: Stage): boolean => STAGES.indexOf(stage) >= STAGES.indexOf('IN_PRODUCTION');

/** Whether a project runs; it keeps the stage it left and resumes there. */
export const projectStandings = defineStates({
  states: ['ACTIVE', 'STALLED', 'TERMINATED', 'EXITED'],
  terminal: ['TERMINATED', 'EXITED'],
  transitions: [
    { verb: 'stall', from: ['ACTIVE'], to: 'STALLED', by: ['SYSTEM'] },
    { verb: 'stop', from: ['ACTIVE'], to: 'STALLED', by: [...OFFICES] },
    { verb: 'resume', from: ['STALLED'], to: 'ACTIVE', by: [...HANDLERS, 'VERIFIER'] },
    { verb: 'terminate', from: ['ACTIVE', 'STALLED'], to: 'TERMINATED', by: [...HANDLERS] },
    { verb: 'exit', from: ['ACTIVE', 'STALLED'], to: 'EXITED', by: [...OFFICES] },
  ],
  names: {
    states: {
      ACTIVE: { zh: '进行中', en: 'under way' },
      STALLED: { zh: '停滞', en: 'stalled' },
      TERMINATED: { zh: '已终止', en: 'terminated' },
      EXITED: { zh: '已退出', en: 'withdrawn from the park' },
    },
    verbs: {
      stall: { zh: '停滞', en: 'stall' },
      stop: { zh: '停产', en: 'stop' },
      resume: { zh: '恢复', en: 'resume' },
      terminate: { zh: '终止', en: 'terminate' },
      exit: { zh: '退出', en: 'exit' },
    },
  },
});
export type Standing = StateOf<typeof projectStandings>;
export type StandingVerb = VerbOf<typeof projectStandings>;

/** As people call it: its stage while it runs, else how it stands. */
export const PROJECT_STATES = [...STAGES, 'STALLED', 'TERMINATED', 'EXITED'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];

export const stateOf = ({ stage, standing }: { stage: Stage; standing: Standing }): ProjectState =>
  standing === 'ACTIVE' ? stage : standing;
