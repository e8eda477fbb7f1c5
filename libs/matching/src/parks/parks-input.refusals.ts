import { defineRefusals } from '../../../workflow/src/index';

/** Why a run of parks cannot begin; each with the path of the value at fault. */
export const parksRefusals = defineRefusals({
  PARKS_ID_TWICE: { zh: '编号重复', en: 'The same id stands twice' },
  PARKS_UNKNOWN: {
    zh: (p: { id: string }) => `没有编号为“${p.id}”的对象`,
    en: (p: { id: string }) => `There is nothing with the id ${p.id}`,
  },
  PARKS_INDUSTRY_UNKNOWN: {
    zh: (p: { code: string }) => `不是国民经济行业分类代码：“${p.code}”`,
    en: (p: { code: string }) => `${p.code} is no industry of GB/T 4754`,
  },
  PARKS_REGION_MALFORMED: {
    zh: (p: { code: string }) => `不是六位行政区划代码：“${p.code}”`,
    en: (p: { code: string }) => `${p.code} is no region of six digits`,
  },
  PARKS_DATE_MALFORMED: { zh: '日期无效', en: 'This is no day of the calendar' },
  PARKS_OUT_OF_RANGE: {
    zh: (p: { from: string; to: string }) => `须为 ${p.from} 至 ${p.to} 之间的整数`,
    en: (p: { from: string; to: string }) => `This must be a whole number between ${p.from} and ${p.to}`,
  },
  PARKS_SLOT_TAKEN_TWICE: { zh: '同一地块不能被占用两次', en: 'A slot cannot be taken twice' },
  PARKS_SLOT_RESERVED_TWICE: { zh: '同一地块只能属于一项预留', en: 'A slot can be in one reserve only' },
  PARKS_RESERVES_ABOVE_WHOLE: {
    zh: '同一园区各预留份额之和超过百分之百',
    en: 'The reserves of one park are more than the whole of its shared resources',
  },
  PARKS_FIT_MALFORMED: {
    zh: '行业契合度须为五个从高到低的数值',
    en: 'Industry fit takes five figures that never rise',
  },
  PARKS_NAME_EMPTY: { zh: '名称不能为空', en: 'The name is empty' },
});
