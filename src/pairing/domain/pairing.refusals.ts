import { defineRefusals } from '../../../libs/workflow/src/index';

export const pairingRefusals = defineRefusals({
  PAIRING_LEVEL_UNKNOWN: {
    zh: '两地级别不能结对：省对省、市对市、市对区县、县对县',
    en: 'These two levels do not pair: province with province, city with city, city with county, county with county',
  },
  REGION_NOT_VALID: {
    zh: '该行政区划代码在所填日期无效',
    en: 'The region code was not valid on that date',
  },
  REGION_SIDE_WRONG: {
    zh: '东部地区与西部地区填反，或不属于东西部协作范围',
    en: 'East and west are exchanged, or the region is outside the east–west collaboration',
  },
  NOT_YOUR_SIDE: {
    zh: '须由该地区本侧的协作办办理',
    en: 'Only the collaboration office of that region and side may do this',
  },
  RELATION_ARRANGED_ELSEWHERE: {
    zh: '该类结对关系不在此办理：东西部协作由两地协作办提出，预留份额由单位填报确认后形成',
    en: 'Relations of this kind do not come about here: pairings of east and west are proposed by their offices, reserves follow a confirmed filing',
  },
  RELATION_SIDE_WRONG: {
    zh: '该类结对关系的这一方不能是所填对象（地区与单位须填其一）',
    en: 'In relations of this kind this cannot be that side; name a region or an organization, one of the two',
  },
  COUNTER_NOT_OFFICE: {
    zh: '须填受帮扶单位所在地的协作办；受帮扶方为地区时不填',
    en: 'Name the collaboration office of the region the helped organization lies in; none where a region is helped',
  },
  DATES_REVERSED: { zh: '结束日期早于开始日期', en: 'The last day is before the first' },
  VALID_FROM_PAST: {
    zh: '结对关系的开始日期不得早于今天',
    en: 'A pairing begins today or later',
  },
  PAIRING_OVERLAPS: {
    zh: '同一结对关系的日期重叠，或该西部县同期已有东部结对方',
    en: 'The dates overlap with the same pairing, or the western county already has an eastern partner then',
  },
  SAME_PERSON_PROPOSED: {
    zh: '提出人或已代表另一方办理的人不能确认，须由他人办理',
    en: 'Who proposed it or acted for the other side cannot confirm it: another person must',
  },
  ENDING_DAYS_DIFFER: {
    zh: (day: string) => `另一方提出的结束日期为 ${day}，须一致`,
    en: (day: string) => `The other side asks for ${day}: both must name the same last day`,
  },
  ENDING_ALREADY_ASKED: {
    zh: '本侧已提出在该日结束，等待另一侧确认',
    en: 'Your side has asked for that day already: the other side must agree',
  },
  ENDS_EARLIER_ALREADY: {
    zh: (day: string) => `结对关系已定于 ${day} 结束，不能借结束延长`,
    en: (day: string) => `The pairing ends on ${day} already: an ending does not lengthen it`,
  },
  NO_ENDING_ASKED: {
    zh: '本侧没有等待确认的结束申请',
    en: 'Your side has not asked for an end that still waits',
  },
});

export const agreementRefusals = defineRefusals({
  AGREEMENT_EXISTS: {
    zh: '该结对关系本年度协议已存在',
    en: 'There is already an agreement of this pairing for the year',
  },
  YEAR_OUT_OF_RANGE: {
    zh: '协议年度须为上年、本年或下年，且结对关系在该年内有效',
    en: 'The year must be last, this or next year, and the pairing in force during it',
  },
  INDICATOR_UNKNOWN: { zh: '指标代码不存在', en: 'There is no such indicator' },
  TARGET_MALFORMED: {
    zh: '目标值格式有误：金额至多两位小数，其余为整数',
    en: 'A target is an amount with at most two decimals, or a whole number',
  },
  TARGET_EMPTY: { zh: '目标值合计须大于零', en: 'The targets must add up to more than zero' },
  DUE_DATE_OUTSIDE_YEAR: {
    zh: '完成期限须在协议年度内',
    en: 'The due date must lie in the year of the agreement',
  },
  LEAF_PAIRING_UNKNOWN: {
    zh: '分解对象须为本协议两地之下、当年有效的结对关系，且不重复',
    en: 'A leaf must be a pairing below both regions of the agreement, in force during the year, named once',
  },
  LEAF_UNIT_UNKNOWN: {
    zh: '分解单位须为帮扶一方的采购单位；在另一单位之下时须为其下属单位',
    en: 'A unit must be a buying unit of the helping side; below another unit it must be one of that unit’s own',
  },
  TARGET_TREE_CYCLIC: {
    zh: '目标树中单位不能列在自己或自己的下属单位之下',
    en: 'In a tree of targets a unit does not stand below itself or below one of its own units',
  },
  TARGET_NODE_UNCLEAR: {
    zh: '每个分解对象须填结对关系或单位其中之一',
    en: 'Each part names a pairing or a unit, one of the two',
  },
  TARGET_UNITS_MIXED: {
    zh: '同一指标各级目标的计量单位须一致',
    en: 'All targets of one indicator are counted in its one unit',
  },
  TARGET_NODE_ELSEWHERE: {
    zh: '该对象在本协议中已列在别处：目标可再分解，不可改挂',
    en: 'It stands elsewhere in this agreement: a target is broken down further, not hung elsewhere',
  },
  COMMITMENT_LOWERED_AFTER_DUE: {
    zh: '完成期限已过，不得调低承诺或改动期限',
    en: 'After its due date a commitment is neither lowered nor postponed',
  },
  YEAR_NOT_OVER: {
    zh: '各项指标的完成期限尚未过，不能年度截止',
    en: 'Not all commitments are due yet: the year is cut off after the last of them',
  },
  REPORTED_BY_YOUR_SIDE: {
    zh: '自评由本侧提交，须由另一侧核验',
    en: 'Your side wrote the report: the other side checks it',
  },
  NO_COMMITMENTS: { zh: '协议尚无指标，不能提交', en: 'There is no commitment yet to submit' },
  DOCUMENT_CHANGED: {
    zh: '协议文本已变更，请核对后重新签署',
    en: 'The document is not the one you saw: read it again before signing',
  },
  SIDE_ALREADY_SIGNED: { zh: '本侧已签署', en: 'Your side has already signed' },
  SAME_ORGANIZATION_SIGNS: {
    zh: '双方须为不同单位',
    en: 'The two sides must be different organizations',
  },
  SAME_PERSON_SIGNS: {
    zh: '同一人不能代表双方签署，也不能核验本人提交的自评',
    en: 'One person does not act for both sides: neither signs twice nor checks his own report',
  },
  SIGNER_PREPARED_ALONE: {
    zh: '协议由签署人一人拟定，须由他人签署或共同拟定',
    en: 'The signer prepared the document alone: somebody else must sign, or prepare it too',
  },
});
