import { defineRefusals, type BilingualText } from '../../../libs/workflow/src/index';
import { MOST_CHANGES } from './restatement.states';

const listed = (reasons: readonly BilingualText[], language: keyof BilingualText) =>
  reasons.map((reason) => reason[language]).join(language === 'zh' ? '；' : '; ');

/** Why a locked month cannot be restated so. */
export const restatementRefusals = defineRefusals({
  PERIOD_NOT_LOCKED: {
    zh: '该月尚未锁定：锁定前可提出争议或更正归属',
    en: 'The month is not locked: until then its lines can be disputed or attributed anew',
  },
  RESTATEMENT_OPEN: {
    zh: '该月已有待签署的重述',
    en: 'A restatement of this month already waits for signatures',
  },
  CHANGES_MISSING: { zh: '请至少填写一项改动', en: 'Name at least one change' },
  CHANGES_TOO_MANY: {
    zh: `一次重述最多 ${MOST_CHANGES} 项改动`,
    en: `A restatement makes at most ${MOST_CHANGES} changes`,
  },
  CHANGE_REPEATED: { zh: '同一份额只能改动一次', en: 'A portion is changed once' },
  ENTRY_NOT_ON_LIST: {
    zh: '该条目不在本月清单中，或已全部冲销，或仍在争议中',
    en: 'The entry is not on the month’s list, nothing is left of it, or it is contested',
  },
  PORTION_NOT_OF_MONTH: {
    zh: '该结算份额或申报不属于本月，或已全部退款、冲销',
    en: 'The settled or claimed line is not of this month, or nothing is left of it',
  },
  PORTION_WAITING: {
    zh: '该订单或申报尚有事项待统计，请稍后再提出',
    en: 'Something that happened to this order or claim is still being counted: propose it again in a moment',
  },
  PORTION_COUNTS_ALREADY: { zh: '该份额已计入', en: 'The portion counts already' },
  PORTION_WOULD_NOT_COUNT: {
    zh: (reasons: readonly BilingualText[]) =>
      `按结算日口径，该份额不计入本协议${reasons.length > 0 ? `：${listed(reasons, 'zh')}` : ''}`,
    en: (reasons: readonly BilingualText[]) =>
      `By the rules of its day the portion does not count toward this agreement${reasons.length > 0 ? `: ${listed(reasons, 'en')}` : ''}`,
  },
  RESTATEMENT_CHANGED: {
    zh: '重述内容与您核对的不一致，或所涉份额已有变动，请重新提出',
    en: 'The restatement is not what you read, or what it changes has changed since: propose it anew',
  },
  SIGNER_PROPOSED: {
    zh: '提出重述的人不能自己签署，须由同侧他人签署',
    en: 'Who proposed the restatement does not sign it: somebody else of the same side has to',
  },
});
