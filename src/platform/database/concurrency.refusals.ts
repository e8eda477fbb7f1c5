import { defineRefusals } from '../../../libs/workflow/src/index';

export const concurrencyRefusals = defineRefusals({
  STALE_VERSION: {
    zh: '该记录已被他人修改，请刷新后重试',
    en: 'Somebody changed this record since you read it: reload and try again',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '该幂等键已用于另一内容的请求',
    en: 'This idempotency key was already used for a request with other contents',
  },
});
