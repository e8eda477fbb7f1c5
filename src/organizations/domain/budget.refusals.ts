import { defineRefusals } from '../../../libs/workflow/src/index';

export const budgetRefusals = defineRefusals({
  BUDGET_EXCEEDED: {
    zh: (p: { left: string }) => `超出年度预算，剩余 ${p.left} 元`,
    en: (p: { left: string }) => `This exceeds the year's budget: ${p.left} yuan are left`,
  },
  BUDGET_BELOW_RESERVED: {
    zh: (p: { reserved: string }) => `预算不能低于本年度订单和询价单已占用的 ${p.reserved} 元`,
    en: (p: { reserved: string }) =>
      `The budget cannot be lower than what the year's orders and sourcing requests have taken: ${p.reserved} yuan`,
  },
});
