import { defineRefusals } from '../../../libs/workflow/src/index';

export const ledgerRefusals = defineRefusals({
  ACCOUNT_SHORT: {
    zh: '账户余额不足，资金可能已被其他操作占用',
    en: 'The account does not hold enough: another operation may have taken the money',
  },
});
