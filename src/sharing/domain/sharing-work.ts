/** Words of the tasks and notices of sharing. */
export const sharingWork = {
  SIGN_SHARING_CONTRACT: { zh: '签署飞地利益共享合同', en: 'Sign a contract on sharing benefits' },
  SIGN_SHARING_STATEMENT: { zh: '签署飞地利益年度核算表', en: 'Sign a yearly statement of benefits' },
} as const;
