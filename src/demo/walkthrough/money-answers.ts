import type { Payload, Yuan } from './answer-shapes';

interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}

export interface SeenParts {
  readonly onlinePaymentOffer: { readonly offered: boolean; readonly test: boolean };
  readonly paymentRequest: {
    readonly parts: readonly {
      readonly kind: string;
      readonly state: string;
      readonly due: Yuan;
      readonly paid: Yuan;
      readonly left: Yuan;
      readonly dueOn: string | null;
    }[];
    readonly received: Yuan;
    readonly outstanding: Yuan;
    readonly instructions: { readonly accountNumber: string; readonly transferCode: string } | null;
  };
}

export interface SeenOnline {
  readonly id: string;
  readonly state: string;
  readonly standInPage: string | null;
}

export interface SeenLine {
  readonly day: string;
  readonly dayPosition: number;
  readonly bookedAt: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: Yuan;
  readonly balance: Yuan;
  readonly serial: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly memo: string | null;
}

export interface SeenStatement {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly linesNew: number;
  readonly newCredit: Yuan;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

export interface SeenPayout {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly lines: Yuan;
  readonly carried: Yuan;
  readonly setOff: Yuan;
  readonly pay: Yuan;
  readonly debtAfter: Yuan;
  readonly fileId: string | null;
}

type Head = Pick<SeenPayout, 'id' | 'version' | 'state'>;

interface SeenCase {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}
interface CaseLine {
  readonly id: string;
}

export interface MoneyAnswers {
  SeeParts: SeenParts;
  PayOnline: { startOnlinePayment: Payload & { onlinePayment: { id: string; amount: Yuan } | null } };
  SeeOnline: { onlinePayments: Edges<SeenOnline> };
  BankLines: { bankLines: Edges<SeenLine> };
  StageStatement: { stageBankStatement: Payload & { statement: { id: string } | null } };
  SeeStatement: { bankStatement: SeenStatement };
  BookStatement: { confirmBankStatement: Payload & { statement: SeenStatement | null } };
  OpenCase: {
    openCase: Payload & {
      afterSalesCase:
        | (SeenCase & {
            readonly number: string;
            readonly dueOn: string | null;
            readonly lines: readonly CaseLine[];
          })
        | null;
    };
  };
  ReplyToCase: {
    replyToCase: Payload & {
      afterSalesCase: (SeenCase & { readonly lines: readonly { readonly offered: Yuan | null }[] }) | null;
    };
  };
  AcceptCaseOffer: {
    acceptCaseOffer: Payload & {
      afterSalesCase: (SeenCase & { readonly lines: readonly { readonly refunded: Yuan }[] }) | null;
    };
  };
  Payouts: { payoutStatements: Edges<SeenPayout> };
  OpenPayout: { openPayoutStatement: Payload & { statement: Head | null } };
  SeePayout: { payoutStatement: SeenPayout };
  CalculatePayout: { calculatePayoutStatement: Payload & { statement: Head | null } };
  PayoutLines: {
    payoutLines: Edges<{ kind: string; orderId: string; orderNumber: string | null; amount: Yuan }> & {
      totalCount: number;
    };
  };
  ApprovePayout: { approvePayoutStatement: Payload & { statement: Head | null } };
  MakeTransferFile: {
    makeTransferFile: Payload & {
      file: { id: string; downloadPath: string; transfers: number; amount: Yuan } | null;
    };
  };
  ConfirmPayout: { confirmPayoutPaid: Payload & { statement: Head | null } };
}
