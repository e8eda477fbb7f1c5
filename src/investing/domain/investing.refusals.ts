import { defineRefusals } from '../../../libs/workflow/src/index';

export const MOST_REGIONS = 20;
export const MOST_PARKS_AT_ONCE = 50;
export const MOST_JOBS = 1_000_000;

/** Why an intent cannot be as it is said, or cannot be released. None of it tells of others' intents. */
export const investingRefusals = defineRefusals({
  INDUSTRY_UNKNOWN: { zh: '没有该行业代码', en: 'There is no such industry code' },
  INDUSTRY_TOO_WIDE: {
    zh: '请填写行业中类（三位）或小类（四位）代码',
    en: 'Name a group (three digits) or a class (four digits) of industry',
  },
  INVESTMENT_ZERO: { zh: '投资额必须大于零', en: 'The investment must be above zero' },
  JOBS_OUT_OF_RANGE: {
    zh: `用工人数应为 0–${MOST_JOBS}`,
    en: `Jobs are 0 to ${MOST_JOBS}`,
  },
  SLOT_KINDS_MISSING: {
    zh: '请填写需要土地还是厂房，可以都选',
    en: 'Say whether you want land, a plant, or would take either',
  },
  SLOT_KIND_TWICE: { zh: '同一类型只能填写一次', en: 'A kind stands once' },
  NEEDS_MISSING: { zh: '请至少填写一项资源需求', en: 'Name at least one resource you need' },
  NEED_TWICE: { zh: '同一资源只能填写一次', en: 'A resource stands once' },
  NEED_OUT_OF_RANGE: {
    zh: '需求数量应为 1–1,000,000,000 的整数；不需要的资源不填',
    en: 'A need is 1 to 1,000,000,000; leave out what you do not need',
  },
  SPACE_MISSING: {
    zh: '需要土地的应填写土地面积，需要厂房的应填写建筑面积',
    en: 'Whoever wants land says how much of it, whoever wants a plant how much floor',
  },
  REGION_NOT_WESTERN: {
    zh: '意向地区应为西部省、市或县',
    en: 'A preferred region is a western province, prefecture or county',
  },
  REGION_TWICE: { zh: '同一地区只能填写一次', en: 'A region stands once' },
  REGIONS_TOO_MANY: { zh: `意向地区最多 ${MOST_REGIONS} 个`, en: `At most ${MOST_REGIONS} regions` },
  START_IN_PAST: { zh: '最早落地日期早于今天', en: 'The first day lies in the past' },
  START_REVERSED: { zh: '最晚落地日期早于最早落地日期', en: 'The last day lies before the first' },
  START_TOO_LATE: {
    zh: ({ last }: { last: string }) => `落地日期不能晚于 ${last}`,
    en: ({ last }: { last: string }) => `The days must not be after ${last}`,
  },
  VALID_UNTIL_PAST: { zh: '有效期应晚于今天', en: 'It must be valid beyond today' },
  VALID_TOO_LONG: {
    zh: ({ days }: { days: number }) => `有效期最长 ${days} 天，到期前可以延长`,
    en: ({ days }: { days: number }) =>
      `It is valid for at most ${days} days and can be prolonged before they end`,
  },
  INTENT_PAST: {
    zh: '意向有效期已过，请先延长',
    en: 'The last day of the intent is over: prolong it first',
  },
  PARKS_MISSING: { zh: '请至少选择一个园区', en: 'Name at least one park' },
  PARKS_TOO_MANY: {
    zh: `一次最多选择 ${MOST_PARKS_AT_ONCE} 个园区`,
    en: `At most ${MOST_PARKS_AT_ONCE} parks at once`,
  },
  PARK_TWICE: { zh: '同一园区只能填写一次', en: 'A park stands once' },
  PARK_UNKNOWN: { zh: '没有该园区', en: 'There is no such park' },
  RELEASED_ALREADY: { zh: '已向该园区公开', en: 'The park is shown it already' },
});
