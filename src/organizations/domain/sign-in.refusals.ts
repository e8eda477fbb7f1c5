import { defineRefusals } from '../../../libs/workflow/src/index';

export const signInRefusals = defineRefusals({
  SIGN_IN_FAILED: { zh: '账号或密码不正确', en: 'Account or password is not correct' },
  TRY_LATER: {
    zh: (p: { seconds: number }) => `尝试过于频繁，请 ${p.seconds} 秒后再试`,
    en: (p: { seconds: number }) => `Too many attempts: try again in ${p.seconds} seconds`,
  },
  PASSWORD_WRONG: { zh: '密码不正确', en: 'The password is not correct' },
  SESSION_ENDED: { zh: '登录已失效，请重新登录', en: 'The session has ended: please sign in again' },
  PASSWORD_WEAK: {
    zh: '密码至少 10 个字符，且不能包含账号',
    en: 'A password has at least 10 characters and does not contain the account',
  },
  LOGIN_TAKEN: { zh: '该账号名不可用', en: 'This account name is not available' },
});
