import { defineRefusals } from '../../../libs/workflow/src/index';

export const budgetRefusals = defineRefusals({
  BUDGET_EXCEEDED: {
    zh: (p: { left: string }) => `超出年度预算，剩余 ${p.left} 元`,
    en: (p: { left: string }) => `This exceeds the year's budget: ${p.left} yuan are left`,
  },
  BUDGET_BELOW_RESERVED: {
    zh: '预算不能低于已占用金额',
    en: 'The budget cannot be lower than what is already reserved',
  },
});
