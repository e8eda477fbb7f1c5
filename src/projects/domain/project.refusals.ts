import { defineRefusals } from '../../../libs/workflow/src/index';

export const MOST_PROJECT_EVIDENCE = 300;
export const MOST_EVIDENCE_AT_ONCE = 30;
export const MOST_ISSUERS = 5;
export const MOST_SUCCESSIONS = 50;
export const MOST_RELEASED_TO = 20;
/** Pairings began to sign agreements with numbers. */
export const EARLIEST_DAY = '2016-01-01';

/** Why a park project cannot be registered, moved or proved. */
export const projectRefusals = defineRefusals({
  INVESTOR_MISSING: {
    zh: '请指明投资方：平台组织，或企业名称和统一社会信用代码，二者取一',
    en: 'Name the investor: an organization of the platform, or a name with its USCC, one of the two',
  },
  INVESTOR_HAS_NO_USCC: { zh: '该组织没有统一社会信用代码', en: 'This organization has no USCC' },
  INTENT_NOT_SHOWN: {
    zh: '该意向未向这个园区公开，或已结束',
    en: 'The intent is not released to this park, or has ended',
  },
  INTENT_OF_ANOTHER: {
    zh: '投资方须为该意向的企业，以平台组织指明',
    en: 'The investor is the enterprise of the intent, named as an organization of the platform',
  },
  INTENT_HAS_PROJECT: {
    zh: '该意向在这个园区已有进行中的项目',
    en: 'A project in this park has come of this intent already',
  },
  USCC_INVALID: { zh: '统一社会信用代码校验不通过', en: 'The USCC does not pass its check' },
  INDUSTRY_UNKNOWN: {
    zh: '没有这个国民经济行业代码（GB/T 4754）',
    en: 'There is no such industry code in GB/T 4754',
  },
  INVESTMENT_ZERO: { zh: '投资额必须大于零', en: 'The investment must be above zero' },
  JOBS_OUT_OF_RANGE: { zh: '计划就业人数应为 0–1000000', en: 'Planned jobs are 0 to 1,000,000' },
  LAND_OUT_OF_RANGE: {
    zh: '用地面积应为 1–1000000000 平方米',
    en: 'Land is 1 to 1,000,000,000 square metres',
  },
  YEAR_OUT_OF_RANGE: { zh: '协议年度应为 2016–2100', en: 'The year of the agreement is 2016 to 2100' },
  PAIRING_NOT_OF_PARK: {
    zh: '所选结对关系当日无效，或不涵盖该园区所在县',
    en: 'The pairing is not in force today or does not cover the park’s county',
  },
  INTRODUCER_MEMBER_ELSEWHERE: {
    zh: '引荐人不是引荐单位的成员',
    en: 'The introducing member does not belong to the introducing organization',
  },
  PROJECT_SIGNED: { zh: '项目已签约，签约内容不能再改', en: 'The project is signed: its terms stay' },
  PROJECT_ENDED: { zh: '项目已终止或退出', en: 'The project has ended' },
  PROJECT_HAS_STALLED: { zh: '项目已停滞，请先恢复', en: 'The project has stalled: let it resume first' },
  HANDLED_BY_OWNER: {
    zh: '此步骤由项目负责单位、引荐单位或投资方办理',
    en: 'This is done by the project’s owner, its introducer or its investor',
  },
  ADVANCED_BY_OFFICE: {
    zh: '签约及以后各阶段由园区所在地或结对东部的协作办公室核实推进',
    en: 'From signing on an office over the park or of the paired east proves each stage',
  },
  OWNER_CANNOT_SEE: {
    zh: '负责单位须能看到该项目：请先向其开放',
    en: 'The owner has to see the project: release it to him first',
  },
  MEMBER_NOT_ACTIVE: { zh: '该成员不在该单位任职', en: 'The member is not active in that organization' },
  VISIT_MISSING: {
    zh: '请先记录一次已完成的实地考察',
    en: 'Record a site visit that took place first',
  },
  VISIT_DAY_WRONG: {
    zh: `完成日期应在 ${EARLIEST_DAY} 与今天之间`,
    en: `What is done lies between ${EARLIEST_DAY} and today`,
  },
  PLANNED_DAY_WRONG: {
    zh: '计划日期应在今天起三年之内',
    en: 'What is planned lies between today and three years from now',
  },
  RELEASED_TO_NOBODY: {
    zh: `请选择 1–${MOST_RELEASED_TO} 家不同的单位`,
    en: `Choose 1 to ${MOST_RELEASED_TO} different organizations`,
  },
  ORGANIZATION_UNKNOWN: { zh: '没有这家单位', en: 'There is no such organization' },
  STEP_DATE_WRONG: {
    zh: (p: { earliest: string }) => `发生日期应在 ${p.earliest} 与今天之间`,
    en: (p: { earliest: string }) => `The day lies between ${p.earliest} and today`,
  },
  ENTERPRISE_MISSING: {
    zh: '注册阶段须填写项目企业名称和统一社会信用代码',
    en: 'With its registration the project’s enterprise is named with its USCC',
  },
  ENTERPRISE_SAID_ALREADY: {
    zh: '项目企业只在注册阶段填写一次',
    en: 'The project’s enterprise is said once, with its registration',
  },
  EVIDENCE_MISSING: { zh: '请附上佐证材料', en: 'Attach the evidence' },
  EVIDENCE_TOO_MANY: {
    zh: `一次最多 ${MOST_EVIDENCE_AT_ONCE} 份，每个项目最多 ${MOST_PROJECT_EVIDENCE} 份佐证材料`,
    en: `At most ${MOST_EVIDENCE_AT_ONCE} papers at once and ${MOST_PROJECT_EVIDENCE} for a project`,
  },
  EVIDENCE_TWICE: {
    zh: '同一份文件在一个项目中只能提交一次',
    en: 'The same file is brought once to a project',
  },
  EVIDENCE_IN_FUTURE: { zh: '出具日期不能晚于今天', en: 'A paper cannot be issued in the future' },
  ISSUERS_MISSING: {
    zh: `每份材料应有 1–${MOST_ISSUERS} 个不同的出具单位`,
    en: `A paper has 1 to ${MOST_ISSUERS} different issuers`,
  },
  EVIDENCE_UNKNOWN: { zh: '该项目没有这份材料', en: 'The project has no such paper' },
  EVIDENCE_RULE_MISSING: {
    zh: '当日没有规定这一步需要哪些佐证材料，暂不能办理',
    en: 'No rule of the day says which evidence this needs: it waits for one',
  },
  EVIDENCE_TOO_OLD: {
    zh: (p: { earliest: string }) => `佐证材料的出具日期早于 ${p.earliest}，不能证明这一阶段`,
    en: (p: { earliest: string }) => `A paper issued before ${p.earliest} does not prove this stage`,
  },
  EVIDENCE_USED: {
    zh: '这份材料已用于证明另一阶段',
    en: 'The paper proves another stage already',
  },
  EVIDENCE_NOT_NEEDED: {
    zh: '签约前的阶段不用佐证材料证明',
    en: 'Before signing a stage is not proved by papers',
  },
  EVIDENCE_KINDS_MISSING: {
    zh: (p: { kinds: string }) => `缺少佐证材料：${p.kinds}`,
    en: (p: { kinds: string }) => `Evidence is missing: ${p.kinds}`,
  },
  SOURCES_NOT_INDEPENDENT: {
    zh: (p: { least: number }) =>
      `至少需要 ${p.least} 个独立来源：出具单位各不相同，且不得仅为园区或投资方自己`,
    en: (p: { least: number }) =>
      `At least ${p.least} independent sources are needed: different issuers, neither the park nor the investor alone`,
  },
  EVIDENCE_OF_OWN: {
    zh: '不能用本人或本单位提交的材料推进阶段',
    en: 'Nobody proves a stage by what he or his organization brought',
  },
  RESUMED_WITHOUT_EVIDENCE: {
    zh: '恢复须凭停滞之后出具、由其他单位提交的新材料',
    en: 'To go on, evidence issued and brought since it stalled, by another organization, is needed',
  },
  NOT_PRODUCING: { zh: '项目尚未投产', en: 'The project does not produce yet' },
  SUCCESSION_OF_ITSELF: { zh: '前后企业代码相同', en: 'An enterprise does not succeed itself' },
  SUCCESSION_KNOWN: { zh: '该承继关系已登记', en: 'This succession is recorded already' },
  SUCCESSION_IN_A_CIRCLE: {
    zh: '按已确认的承继关系，后企业本身由前企业承继而来，不能循环',
    en: 'By what is confirmed, the one before has itself come of the one after: no succession goes in a circle',
  },
  SUCCESSION_DOUBLE: {
    zh: '其中一家企业已有另一条已确认的承继关系；只有分立才有多个后企业，只有合并才有多个前企业',
    en: 'One of the two has another succession that is confirmed: only a split has several after it, only a merger several before',
  },
  SUCCESSIONS_TOO_MANY: {
    zh: `一个项目最多登记 ${MOST_SUCCESSIONS} 条承继关系`,
    en: `At most ${MOST_SUCCESSIONS} successions are recorded at a project`,
  },
  SUCCESSION_OTHER_OFFICE: {
    zh: '由另一个管辖园区或结对东部的协作办公室决定：属另一方或省级，且不是园区所在县的办公室',
    en: 'Another office over the park or the paired east decides: of the other side or a province’s, and none of the park’s county',
  },
  SUCCESSION_OTHER_PERSON: {
    zh: '须由另一人决定，换账号也不行',
    en: 'Another person decides, under no other account either',
  },
  SUCCESSION_NOT_OF_PROJECT: {
    zh: '承继关系的一方须为该项目的企业',
    en: 'One of the two is the project’s enterprise',
  },
  SUCCESSION_DAY_WRONG: {
    zh: `承继日期应在 ${EARLIEST_DAY} 与今天之间`,
    en: `A succession lies between ${EARLIEST_DAY} and today`,
  },
});
