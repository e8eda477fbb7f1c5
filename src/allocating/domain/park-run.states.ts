import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** 园区匹配: asked for, carried out beside everything else, kept for good. */
export const parkRunStates = defineStates({
  states: ['REQUESTED', 'RUNNING', 'DONE', 'FAILED'],
  terminal: ['DONE', 'FAILED'],
  transitions: [
    { verb: 'begin', from: ['REQUESTED', 'RUNNING'], to: 'RUNNING', by: ['SYSTEM'] },
    { verb: 'finish', from: ['RUNNING'], to: 'DONE', by: ['SYSTEM'] },
    { verb: 'fail', from: ['RUNNING'], to: 'FAILED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      REQUESTED: { zh: '待计算', en: 'requested' },
      RUNNING: { zh: '计算中', en: 'running' },
      DONE: { zh: '已完成', en: 'done' },
      FAILED: { zh: '失败', en: 'failed' },
    },
    verbs: {},
  },
});
export type ParkRunState = StateOf<typeof parkRunStates>;
export type ParkRunVerb = VerbOf<typeof parkRunStates>;

/** Why a run came to nothing. */
export const PARK_RUN_FAILURES = ['THREAD_LOST', 'INPUT_UNSOUND'] as const;
export type ParkRunFailure = (typeof PARK_RUN_FAILURES)[number];
