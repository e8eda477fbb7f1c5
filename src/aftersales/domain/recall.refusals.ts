import { defineRefusals } from '../../../libs/workflow/src/index';

export const recallRefusals = defineRefusals({
  RECALL_GATHERING: {
    zh: '系统仍在查找涉及的订单，请稍后再试',
    en: 'The orders concerned are still being looked up: try again in a moment',
  },
  RECALL_FOUR_EYES: {
    zh: '召回人和提出人不能复核',
    en: 'Neither who recalled the lot nor who proposed the refund decides it',
  },
});
