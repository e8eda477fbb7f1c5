import { defineRefusals } from '../../../libs/workflow/src/index';
import { EARLIEST_DAY } from './project.refusals';

/** Why paid-in capital cannot be recorded or verified. */
export const capitalRefusals = defineRefusals({
  CAPITAL_ZERO: { zh: '金额必须大于零', en: 'The amount must be above zero' },
  CAPITAL_BEFORE_SIGNING: {
    zh: '项目签约后才能登记到位资金',
    en: 'Capital is recorded once the project is signed',
  },
  CAPITAL_DAY_WRONG: {
    zh: `到位日期应在 ${EARLIEST_DAY} 与今天之间`,
    en: `Money came between ${EARLIEST_DAY} and today`,
  },
  CAPITAL_PROJECT_ENDED: {
    zh: '项目已终止或退出，只能登记撤资或更正',
    en: 'The project has ended: only withdrawals and corrections are recorded',
  },
  CORRECTION_NAMES_RECORD: {
    zh: '更正须指明本项目一条已核验的记录，其他记录不得指明',
    en: 'A correction names a verified record of this project, no other record does',
  },
  CORRECTION_SIGN_MISSING: {
    zh: '更正须说明是增加还是减少，其他记录不说明',
    en: 'A correction says whether it raises or lowers, no other record does',
  },
  CORRECTION_DAY_WRONG: {
    zh: (p: { day: string }) => `更正的到位日期应与原记录相同：${p.day}`,
    en: (p: { day: string }) => `A correction has the day of what it corrects: ${p.day}`,
  },
  CORRECTED_BELOW_ZERO: {
    zh: '更正后的金额不能改变原记录的正负号',
    en: 'A record corrected keeps its sign',
  },
  PAID_IN_BELOW_ZERO: {
    zh: (p: { paidIn: string }) => `已核验到位资金为 ${p.paidIn} 元，不能减至零以下`,
    en: (p: { paidIn: string }) => `Verified paid-in capital is ${p.paidIn} yuan; it cannot fall below zero`,
  },
  VERIFIER_OF_REPORTER: {
    zh: '由园区上级或结对东部的协作办公室核验；上报该数字的县和提交单位的人员不得核验',
    en: 'Offices above the park’s county or over the paired east verify it; none of the county that reports the number, nor of who submitted it',
  },
  VERIFIER_INVOLVED: {
    zh: '核验人员及其单位不得提交过该记录或其佐证材料，也不得已核验，换账号也不行',
    en: 'Who verifies has neither submitted it or its papers nor verified it, under any account, nor has his office brought one of them',
  },
  CAPITAL_PAPER_COUNTED: {
    zh: '该记录的一份佐证材料（同一文件，或同一出具单位的同一编号）已用于另一笔已核验的投入，一份材料只能证明一笔资金',
    en: 'A paper of this record, the same file or the same number of an issuer, stands under another verified contribution: a paper proves money once',
  },
  OFFICE_VERIFIED_ALREADY: {
    zh: '贵单位已核验，须由另一单位核验',
    en: 'Your office has verified it: another one does',
  },
  VERIFIERS_NOT_INDEPENDENT: {
    zh: '两名核验人员须分属园区所在地和结对东部两方，或其中一名来自省级',
    en: 'The two who verify are of the two sides, the park’s and the paired east, or one of them is of a province',
  },
});
