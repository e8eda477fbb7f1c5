import { Injectable } from '@nestjs/common';
import { Organizations, Role, Tasks, describeWork } from '../../organizations/index';
import type { Tx } from '../../platform/index';

const SUBJECTS = {
  MATCH_SUSPENSE: 'BankReceipt',
  CONFIRM_RECEIPT: 'RecordedReceipt',
  CONFIRM_SUSPENSE_MATCH: 'SuspenseMatch',
  CONFIRM_SUSPENSE_RETURN: 'SuspenseReturn',
  CONFIRM_CUSTODY_ACCOUNT: 'CustodyAccount',
  PAY_REFUND: 'RefundPayment',
  RESEND_REFUND: 'RefundPayment',
  CONFIRM_BANK_LINE: 'BankLineProposal',
} as const;
export type FinanceTask = keyof typeof SUBJECTS;

describeWork({
  MATCH_SUSPENSE: { zh: '认领到账款项', en: 'Match money in suspense' },
  CONFIRM_RECEIPT: { zh: '复核手工登记的到账', en: 'Confirm a receipt written down by hand' },
  CONFIRM_SUSPENSE_MATCH: { zh: '复核款项认领', en: 'Confirm a match of money in suspense' },
  CONFIRM_SUSPENSE_RETURN: { zh: '复核款项退回', en: 'Confirm that money in suspense goes back' },
  CONFIRM_CUSTODY_ACCOUNT: { zh: '复核存管账户', en: 'Confirm the account in custody' },
  CONFIRM_BANK_LINE: { zh: '复核对账单明细的性质', en: 'Confirm what a line of a bank statement is' },
  PAY_REFUND: { zh: '办理退款', en: 'Pay a refund back' },
  RESEND_REFUND: {
    zh: '退款被银行退汇：核对收款账户后重新退款',
    en: 'The bank has sent a refund back: find out why, and send it again',
  },
});

/** 待办 of the platform's finance members. */
@Injectable()
export class FinanceTasks {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
  ) {}

  async open(tx: Tx, kind: FinanceTask, subjectId: string): Promise<void> {
    const subject = { kind, subjectKind: SUBJECTS[kind], subjectId };
    for (const organizationId of await this.organizations.platformOperations(tx))
      await this.tasks.open(tx, { organizationId, role: Role.FINANCE, ...subject });
  }

  async close(tx: Tx, kind: FinanceTask, subjectId: string): Promise<void> {
    await this.tasks.close(tx, { kind, subjectKind: SUBJECTS[kind], subjectId });
  }
}
