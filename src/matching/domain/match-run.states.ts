import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/**
 * Workflow 5, the run. What becomes of its proposal is decided request by request: ACCEPTED and OVERRIDDEN stand there
 * (match-proposal.states.ts). A run whose thread died is begun again, its input frozen; after that it has FAILED.
 */
export const matchRunStates = defineStates({
  states: ['REQUESTED', 'RUNNING', 'PROPOSED', 'SUPERSEDED', 'FAILED'],
  terminal: ['SUPERSEDED', 'FAILED'],
  transitions: [
    { verb: 'begin', from: ['REQUESTED'], to: 'RUNNING', by: ['SYSTEM'] },
    { verb: 'beginAgain', from: ['RUNNING'], to: 'RUNNING', by: ['SYSTEM'] },
    { verb: 'propose', from: ['RUNNING'], to: 'PROPOSED', by: ['SYSTEM'] },
    { verb: 'fail', from: ['RUNNING'], to: 'FAILED', by: ['SYSTEM'] },
    { verb: 'supersede', from: ['PROPOSED'], to: 'SUPERSEDED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      REQUESTED: { zh: '待运行', en: 'requested' },
      RUNNING: { zh: '运行中', en: 'running' },
      PROPOSED: { zh: '已提出方案', en: 'proposed' },
      SUPERSEDED: { zh: '已被新方案取代', en: 'superseded' },
      FAILED: { zh: '运行失败', en: 'failed' },
    },
    verbs: {
      begin: { zh: '运行', en: 'run' },
      beginAgain: { zh: '重新运行', en: 'run again' },
      propose: { zh: '提出方案', en: 'propose' },
      fail: { zh: '终止', en: 'end' },
      supersede: { zh: '取代', en: 'supersede' },
    },
  },
});

export type MatchRunState = StateOf<typeof matchRunStates>;
export type MatchRunVerb = VerbOf<typeof matchRunStates>;
