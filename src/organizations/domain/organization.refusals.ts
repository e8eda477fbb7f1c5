import { defineRefusals } from '../../../libs/workflow/src/index';

export const organizationRefusals = defineRefusals({
  USCC_INVALID: { zh: '统一社会信用代码无效', en: 'This is not a valid USCC' },
  USCC_TAKEN: { zh: '该统一社会信用代码已注册', en: 'This USCC is already registered' },
  REGION_UNKNOWN: {
    zh: '行政区划代码不存在或当日无效',
    en: 'The region code is unknown or not valid today',
  },
  REGION_NOT_COUNTY: { zh: '需要县级行政区划代码', en: 'A county-level region code is needed' },
  KIND_NOT_OPEN: {
    zh: '该类机构不能自行注册',
    en: 'Organizations of this kind cannot register themselves',
  },
  KIND_NOT_OFFICE: { zh: '该类机构应自行注册', en: 'Organizations of this kind register themselves' },
  ROLE_NOT_GIVEN: {
    zh: '该类机构不能授予此角色',
    en: 'An organization of this kind cannot give this role',
  },
  INVITATION_INVALID: {
    zh: '邀请无效、已使用或已过期',
    en: 'The invitation is not valid, was used or has expired',
  },
  LAST_ADMIN: {
    zh: '机构至少保留一名管理员',
    en: 'An organization keeps at least one administrator',
  },
  LIMIT_ABOVE_PARENT: {
    zh: '不得高于上级单位设定的审批限额',
    en: 'The limit cannot be above the one set by the organization above',
  },
  SET_ABOVE: {
    zh: '由上级单位设定，只能由上级单位变更',
    en: 'The organization above set this: only it can change it',
  },
  ERASURE_ASKED_ALREADY: {
    zh: '该成员已有待处理的删除申请',
    en: 'A request to erase this member waits already',
  },
  ERASURE_NOT_OPEN: { zh: '该删除申请已处理', en: 'This request was decided' },
  NOT_ONESELF: { zh: '需由另一人办理', en: 'Another person has to do this' },
  ACCOUNT_NUMBER_INVALID: {
    zh: '银行账号应为 8–30 位数字',
    en: 'A bank account number has 8 to 30 digits',
  },
  ACCOUNT_NOT_PROPOSED: { zh: '该账户不在待确认状态', en: 'This account does not wait for confirmation' },
  PAYOUT_ACCOUNT_MISSING: {
    zh: '该单位没有已确认的收款账户',
    en: 'The organization has no confirmed account',
  },
  PAYOUT_ACCOUNT_RESTS: {
    zh: ({ payableFrom }: { payableFrom: string }) => `收款账户刚更换，${payableFrom} 起方可付款`,
    en: ({ payableFrom }: { payableFrom: string }) =>
      `The account was changed: nothing is paid to it before ${payableFrom}`,
  },
  UNIT_TREE_CYCLIC: {
    zh: '单位不能隶属于自己或自己的下属单位',
    en: 'A unit does not stand below itself or one of its own units',
  },
  UNIT_STANDS_THERE: { zh: '该单位已隶属于此', en: 'The unit stands there already' },
  PHONE_INVALID: { zh: '电话号码无效', en: 'This is not a valid phone number' },
});
