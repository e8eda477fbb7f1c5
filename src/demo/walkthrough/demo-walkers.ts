import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { Account, Walkers } from './walk';

const demoAccount = (login: string): Account => ({ login, password: DEMO_PASSWORD });

/** 镇海 buys from its paired county 金阳, under the agreement of 浙江 and 四川; rice comes from 广南, and 鲁甸 quotes pepper, too. */
export const demoWalkers: Walkers = {
  clerk: demoAccount('b330211.clerk'),
  approver: demoAccount('b330211.approver'),
  supplier: demoAccount('s5134301.admin'),
  finance: demoAccount('ops.finance'),
  financeSecond: demoAccount('ops.finance2'),
  coordinator: demoAccount('o330000.coord'),
  eastAdmin: demoAccount('o330000.admin'),
  westCoordinator: demoAccount('o510000.coord'),
  riceSupplier: demoAccount('s5326271.admin'),
  pepperRival: demoAccount('s5306211.admin'),
};
