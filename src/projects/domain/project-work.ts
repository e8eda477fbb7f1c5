/** Words of the tasks and notices park projects give people. */
export const projectWork = {
  SEE_TO_PROJECT: { zh: '负责跟进园区项目', en: 'See to a park project' },
  PROJECT_VISIT: { zh: '园区项目走访或任务', en: 'A visit or task of a park project' },
  VERIFY_CAPITAL: { zh: '核验到位资金', en: 'Verify paid-in capital' },
  PROJECT_RELEASED: { zh: '一个园区项目已向贵方开放', en: 'A park project was released to you' },
  PROJECT_ADVANCED: { zh: '园区项目进入新阶段', en: 'A park project has reached a new stage' },
  PROJECT_STALLED: {
    zh: '园区项目长期无佐证材料，已停滞',
    en: 'A park project has stalled: no evidence for long',
  },
  PROJECT_RESUMED: { zh: '园区项目已恢复', en: 'A park project goes on' },
  PROJECT_ENDED: { zh: '园区项目已终止或退出', en: 'A park project has ended' },
  PROJECT_VISIT_DUE: { zh: '园区项目走访或任务即将到期', en: 'A visit or task of a park project is due' },
  CAPITAL_VERIFIED: { zh: '到位资金已由两人核验', en: 'Paid-in capital was verified by two people' },
  DECIDE_SUCCESSION: { zh: '核实企业承继', en: 'Decide about an enterprise’s succession' },
  ENTERPRISE_SUCCEEDED: {
    zh: '项目企业的承继关系已确认',
    en: 'A succession of the project’s enterprise is confirmed',
  },
  ENTERPRISE_SUCCESSION_VOIDED: {
    zh: '项目企业的承继关系已作废',
    en: 'A succession of the project’s enterprise is void',
  },
  CAPITAL_REJECTED: { zh: '到位资金记录被驳回', en: 'A record of paid-in capital was rejected' },
} as const;
export type ProjectWork = keyof typeof projectWork;
