import { defineRefusals } from '../../../libs/workflow/src/index';

export const admissionRefusals = defineRefusals({
  SUPPLIER_NOT_ADMITTED: { zh: '供应商尚未入驻', en: 'The supplier is not admitted' },
  SUPPLIER_SUSPENDED: { zh: '供应商已被暂停或撤销', en: 'The supplier is suspended or revoked' },
  MANDATE_NOT_ACTIVE: {
    zh: '代理企业没有生效的贸易企业代理委托',
    en: 'The agent has no active mandate of a producer',
  },
  ADMISSION_EXISTS: { zh: '已有进行中的入驻申请', en: 'There is already an admission in progress' },
  PRODUCER_KIND_NEEDED: {
    zh: '只有企业、合作社和家庭农场可以申请入驻',
    en: 'Only enterprises, cooperatives and family farms can be admitted',
  },
  USCC_NEEDED: { zh: '入驻需要有效的统一社会信用代码', en: 'Admission needs a valid USCC' },
  REGION_NOT_DESIGNATED: {
    zh: '注册县今日不在任何帮扶名单内',
    en: 'The county of registration is on no assistance list today',
  },
  AGENT_MUST_BE_ENTERPRISE: { zh: '只有企业可以作为代理入驻', en: 'Only an enterprise can be an agent' },
  FOUR_EYES: {
    zh: '同一人或本单位不得审批自己提交的事项',
    en: 'Nobody decides on what he or his organization submitted, nor twice in one matter',
  },
  OPINION_GIVEN: { zh: '该职责的意见已经给出', en: 'The opinion of this duty was already given' },
  OPINION_NEEDS_DUTY: {
    zh: '您没有该职责，不能出具该项意见',
    en: 'You do not hold this duty and cannot give its opinion',
  },
  MANDATE_OVERLAPS: {
    zh: '该代理企业在此期间已有代理委托',
    en: 'The agent already has a mandate in this time',
  },
  MANDATE_DATES: { zh: '委托期限无效', en: 'The time of the mandate is not valid' },
  MANDATE_PARTIES: {
    zh: '代理方应为企业，委托方应为另一家生产主体',
    en: 'The agent is an enterprise and the principal another producer',
  },
  MANDATE_NOT_PROPOSED: { zh: '该委托不在待签状态', en: 'The mandate does not wait for a signature' },
  MANDATE_NOT_RUNNING: { zh: '该委托已结束', en: 'The mandate has ended' },
});
