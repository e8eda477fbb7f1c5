import { defineRefusals, type BilingualText } from '../../../libs/workflow/src/index';

export const MOST_INDUSTRIES = 100;
export const MOST_PARTNERS = 30;
export const MOST_MARKETS = 30;
export const MOST_FILES = 100;

/** Why a park, its slots or its papers cannot be as they are said. */
export const parkRefusals = defineRefusals({
  COUNTY_UNKNOWN: { zh: '应为当日有效的县级行政区划代码', en: 'A park lies in a county that is there today' },
  HOME_COUNTY_WRONG: {
    zh: '飞地园区的所属县应为当日有效的西部县，且不是园区所在县',
    en: 'The home of an enclave is a western county that is there today, and another than it lies in',
  },
  ENCLAVE_NAMES_HOME: {
    zh: '飞地园区须在登记时指明所属县，其他园区不得指明',
    en: 'An enclave names its home county when it is registered, no other park does',
  },
  COORDINATES_OUTSIDE: {
    zh: '坐标不在该县附近',
    en: 'These coordinates lie nowhere near the county',
  },
  DATE_OUT_OF_RANGE: {
    zh: (p: { from: string; to: string }) => `日期应在 ${p.from} 至 ${p.to} 之间`,
    en: (p: { from: string; to: string }) => `The day must lie between ${p.from} and ${p.to}`,
  },
  DATES_REVERSED: { zh: '截止日期早于起始日期', en: 'The last day lies before the first' },
  LABOUR_OUT_OF_RANGE: {
    zh: '劳动力人数应为 1–10,000,000，通勤距离应为 1–200 公里',
    en: 'Workers are 1 to 10,000,000, commuting distances 1 to 200 km',
  },
  INDUSTRY_UNKNOWN: { zh: '没有该行业代码', en: 'There is no such industry code' },
  INDUSTRY_TWICE: {
    zh: '同一行业代码只能填写一次，且不能既鼓励又禁止',
    en: 'An industry stands once, wanted or excluded',
  },
  INDUSTRIES_TOO_MANY: {
    zh: `行业代码最多 ${MOST_INDUSTRIES} 个`,
    en: `At most ${MOST_INDUSTRIES} industry codes`,
  },
  CAPACITIES_MISSING: { zh: '请至少填写一种资源', en: 'Name at least one resource' },
  CAPACITY_OUT_OF_RANGE: {
    zh: '资源数量应为 1–1,000,000,000 的整数；没有的资源不填',
    en: 'A capacity is 1 to 1,000,000,000; leave out what there is none of',
  },
  RESOURCE_TWICE: { zh: '同一资源只能填写一次', en: 'A resource stands once' },
  PARTNER_UNKNOWN: { zh: '没有该机构', en: 'There is no such organization' },
  PARTNER_IS_OPERATOR: { zh: '运营单位不能是自己的合作方', en: 'The operator is not its own partner' },
  PARTNER_DATES_OVERLAP: {
    zh: '同一合作方的起止日期重叠',
    en: 'The dates of one partner overlap',
  },
  PARTNERS_TOO_MANY: { zh: `合作方最多 ${MOST_PARTNERS} 个`, en: `At most ${MOST_PARTNERS} partners` },
  EASTERN_PARTNER_MISSING: {
    zh: '共建园区至少有一个东部合作方',
    en: 'A jointly built park has at least one eastern partner',
  },
  MARKET_TWICE: { zh: '同一市场只能填写一次', en: 'A market stands once' },
  MARKETS_TOO_MANY: { zh: `市场最多 ${MOST_MARKETS} 个`, en: `At most ${MOST_MARKETS} markets` },
  DISTANCE_OUT_OF_RANGE: { zh: '距离应为 1–10,000 公里', en: 'A distance is 1 to 10,000 km' },
  SAME_PERSON: {
    zh: '不能确认或驳回自己提交的内容',
    en: 'Nobody decides about what he said himself',
  },
  NOTHING_PROPOSED: { zh: '没有待确认的内容', en: 'Nothing waits to be confirmed' },
  SLOTS_ABOVE_CAPACITY: {
    zh: (p: { resource: BilingualText; slotted: string }) =>
      `${p.resource.zh}低于地块厂房已占用的 ${p.slotted}，请先调整地块厂房`,
    en: (p: { resource: BilingualText; slotted: string }) =>
      `${p.resource.en}: the slots take ${p.slotted}; amend or retire some first`,
  },
  PARK_CAPACITY_EXCEEDED: {
    zh: (p: { resource: BilingualText; left: string }) => `${p.resource.zh}超出园区总量，剩余 ${p.left}`,
    en: (p: { resource: BilingualText; left: string }) => `${p.resource.en}: the park has ${p.left} left`,
  },
  TAKEN_ABOVE_CAPACITY: {
    zh: (p: { resource: BilingualText; taken: string }) =>
      `${p.resource.zh}低于已锁定或已分配的 ${p.taken}，请先收回部分地块厂房`,
    en: (p: { resource: BilingualText; taken: string }) =>
      `${p.resource.en}: ${p.taken} are held or allocated; release some slots first`,
  },
  SLOT_TAKEN: {
    zh: '地块厂房已锁定、已分配或已入驻，请先收回',
    en: 'The slot is held, allocated or occupied; release it first',
  },
  SPACE_MISSING: {
    zh: '土地应填写土地面积，厂房应填写建筑面积',
    en: 'A plot of land needs its land, a plant its floor',
  },
  SLOT_CODE_TAKEN: { zh: '园区内已有该编号', en: 'The park has a slot with this code' },
  PRICE_OUT_OF_RANGE: {
    zh: '价格应大于零且不超过每平方米 1,000,000 元',
    en: 'A price is above zero and at most 1,000,000 yuan per m²',
  },
  LEASE_MISSING: {
    zh: '出租价格需要最短和最长租期；一次性价格没有租期',
    en: 'A rent needs its shortest and longest lease; a price paid once has none',
  },
  LEASE_OUT_OF_RANGE: {
    zh: '租期应为 1–840 个月且最长不短于最短，免租期应为 1–120 个月',
    en: 'A lease has 1 to 840 months, the longest no less than the shortest; 1 to 120 months are free of rent',
  },
  FILES_MISSING: { zh: '请至少附一个文件', en: 'Name at least one file' },
  FILES_OF_PARK_TOO_MANY: {
    zh: `园区文件最多 ${MOST_FILES} 个`,
    en: `A park has at most ${MOST_FILES} files`,
  },
  FILE_NOT_A_PHOTO: { zh: '照片应为图片文件', en: 'A photo is a picture file' },
  FILE_ATTACHED_ALREADY: { zh: '该文件已在园区文件中', en: 'The park has this file already' },
  FILE_NOT_ATTACHED: { zh: '园区没有该文件', en: 'The park has no such file' },
  CLOSING_PROPOSED_ALREADY: {
    zh: '已有关闭园区的提议待确认',
    en: 'That the park closes has been proposed already',
  },
  NO_CLOSING_PROPOSED: { zh: '没有待确认的关闭提议', en: 'Nobody has proposed that it closes' },
  CLOSING_DAY_WRONG: {
    zh: (p: { from: string; to: string }) => `关闭日期应在 ${p.from} 至 ${p.to} 之间`,
    en: (p: { from: string; to: string }) => `It closed between ${p.from} and ${p.to}`,
  },
  CLOSING_BY_PARKS_OFFICE: {
    zh: '由园区所属县或其上级的协作机构提议关闭',
    en: 'An office over the county in whose name the park counts proposes that it closes',
  },
  CLOSING_BY_PROPOSER: {
    zh: '由提出关闭的协作机构或其上级撤回',
    en: 'The office that proposed it takes it back, or one over its region',
  },
  CLOSING_BY_OTHER_SIDE: {
    zh: '关闭园区须由对方（结对的东部或飞地所在地）的协作机构决定',
    en: 'An office of the other side decides: of the paired east, or where the enclave lies',
  },
  POLICY_OVERLAPS: {
    zh: '同一文号的政策有效期重叠',
    en: 'The dates of policies with this document number overlap',
  },
});
