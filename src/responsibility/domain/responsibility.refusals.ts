import { defineRefusals } from '../../../libs/workflow/src/index';

export const responsibilityRefusals = defineRefusals({
  SUBJECT_UNCLEAR: {
    zh: '地区或预警须填行政区划代码，目标须填指标编号，二者只填其一',
    en: 'A place or its alerts name a region code, a target its commitment: one of the two',
  },
  REGION_NOT_VALID: { zh: '该行政区划代码当日无效', en: 'The region code is not valid on that day' },
  NOT_YOURS_TO_ASSIGN: {
    zh: '须由该地区或该目标本侧的协作办（单位）指定',
    en: 'The office of the region, or the target’s own side, names who answers for it',
  },
  OWNER_UNKNOWN: {
    zh: '责任人须为本单位、下属单位或本地区内办公室、部门的在岗成员',
    en: 'The owner is an active member of one’s own organization, of its units, or of an office or department of the region',
  },
  OWNER_STANDS: {
    zh: '该期间已有责任人，须先移交或结束',
    en: 'Somebody answers for it in these days: hand it over or end it first',
  },
  SAME_OWNER: { zh: '该成员已是责任人', en: 'This member answers for it already' },
  DATES_WRONG: {
    zh: '日期有误：不得早于今天或任期之外',
    en: 'The dates are wrong: from today on, and within the days it stands for',
  },
});
