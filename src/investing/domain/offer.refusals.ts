import { defineRefusals } from '../../../libs/workflow/src/index';

/** Why a project cannot be offered as it is said, beside what holds for intents, too. */
export const offerRefusals = defineRefusals({
  OFFER_TOO_WIDE: {
    zh: '请填写行业大类、中类或小类代码',
    en: 'Name a division, a group or a class of industry',
  },
  INVESTMENT_REVERSED: {
    zh: '投资额上限低于下限',
    en: 'The most to be invested is below the least',
  },
  LAND_OUT_OF_RANGE: {
    zh: '可供地面积应为 1–1,000,000,000 平方米；没有的不填',
    en: 'Land that is ready is 1 to 1,000,000,000 m²; leave it out where there is none',
  },
  PAYBACK_OUT_OF_RANGE: {
    zh: '投资回收期应为 1–600 个月',
    en: 'An investment comes back within 1 to 600 months',
  },
  PARK_MISSING: { zh: '园区运营单位请填写园区', en: 'Whoever runs a park names it' },
  COUNTY_NOT_WESTERN: {
    zh: '只有西部县发布招商项目',
    en: 'Projects are offered by counties of the West',
  },
  OFFER_OF_COUNTY: {
    zh: '县级单位为本县发布，不填园区',
    en: 'An office offers for its own county and names no park',
  },
});
