import { defineRefusals } from '../../../libs/workflow/src/index';

export const bankingRefusals = defineRefusals({
  ACCOUNT_NOT_OURS: { zh: '不是平台的存管账户', en: 'This is no account in custody of the platform' },
  LAYOUT_UNKNOWN: { zh: '没有这种对账单格式，或在该日期无效', en: 'There is no such layout on these days' },
  DAYS_OUT_OF_REACH: {
    zh: '起止日期应在 400 天以内且不晚于今天，起始日不晚于终止日',
    en: 'The days lie in order, not in the future and no more than 400 days back',
  },
  HEADINGS_MISSING: {
    zh: '前 30 行内没有找到该格式的全部列名',
    en: 'The headings of this layout do not stand in the first 30 rows',
  },
  FILE_GONE: { zh: '文件已被清理，请重新上传', en: 'The file was cleared away: upload it again' },
  LINES_WRONG: { zh: '有明细无法接受，见错误清单', en: 'Some lines cannot be taken: see the errors' },
  OPENING_DIFFERS: {
    zh: '第一笔之前的余额与所填期初余额不符',
    en: 'The balance before the first line is not the opening balance that was said',
  },
  CLOSING_DIFFERS: {
    zh: '期初余额加全部明细不等于所填期末余额',
    en: 'The opening balance and all lines do not come to the closing balance that was said',
  },
  LINE_IS_KNOWN: {
    zh: '该明细已有对应记录，不能再作其他认定',
    en: 'It is known already what this line is',
  },
  LINE_HAS_OTHER_SIDE: {
    zh: '该明细有对方账号，不是银行自身的收费或利息',
    en: 'The line names another side: it is no charge and no interest of the bank’s',
  },
  LINE_KIND_DIRECTION: {
    zh: '收费应为支出，利息应为收入',
    en: 'A charge goes out and interest comes in',
  },
  LINE_PROPOSED: { zh: '该明细已有待复核的认定', en: 'Something is proposed for this line already' },
  BOOKED_OTHERWISE: {
    zh: '检查之后另一份对账单已入账，且与本单不符：请放弃后重新导入',
    en: 'Another statement was booked meanwhile and differs from this one: discard it and import it again',
  },
});
