import { defineRefusals } from '../../workflow/src/index';

/** What a person's command can run into; a transfer that does not balance is a defect and throws LedgerError instead. */
export const ledgerRefusals = defineRefusals({
  TRANSFER_NOT_PENDING: { zh: '该笔资金不是待入账状态', en: 'The transfer is not a pending one' },
  TRANSFER_ALREADY_RESOLVED: {
    zh: '该笔待入账资金已入账或已作废',
    en: 'The pending transfer has already been posted or voided',
  },
  TRANSFER_NOT_REVERSIBLE: {
    zh: '只能冲销已入账的资金，冲销本身不能再冲销',
    en: 'Only a posted transfer can be reversed, and a reversal cannot be',
  },
  NOTHING_LEFT_TO_REVERSE: { zh: '该笔资金已全部冲销', en: 'The transfer has already been reversed in full' },
  REVERSAL_EXCEEDS_ORIGINAL: {
    zh: '冲销金额超过原金额的剩余部分',
    en: 'The reversal exceeds what is left of the original',
  },
});
