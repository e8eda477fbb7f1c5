import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '../ledger/index';
import { RegionsModule } from '../regions/index';
import { BankReceiptReader } from './api/bank-receipt-reader';
import { PaymentPartReader } from './api/payment-part-reader';
import { PaymentRequestReader } from './api/payment-request-reader';
import { RecordedReceiptReader } from './api/recorded-receipt-reader';
import { RefundPaymentReader } from './api/refund-payment-reader';
import { ConfirmRefundPaid, ConfirmRefundPaidResolver } from './commands/confirm-refund-paid';
import { ConfirmSuspenseMatch, ConfirmSuspenseMatchResolver } from './commands/confirm-suspense-match';
import { DeclarePayer, DeclarePayerResolver } from './commands/declare-payer';
import { FailRefund, FailRefundResolver } from './commands/fail-refund';
import { ProposeSuspenseMatch, ProposeSuspenseMatchResolver } from './commands/propose-suspense-match';
import { ConfirmSuspenseReturn, ConfirmSuspenseReturnResolver } from './commands/confirm-suspense-return';
import { ProposeSuspenseReturn, ProposeSuspenseReturnResolver } from './commands/propose-suspense-return';
import { RejectSuspenseReturn, RejectSuspenseReturnResolver } from './commands/reject-suspense-return';
import { ConfirmCustodyAccount, ConfirmCustodyAccountResolver } from './commands/confirm-custody-account';
import { ProposeCustodyAccount, ProposeCustodyAccountResolver } from './commands/propose-custody-account';
import { RejectCustodyAccount, RejectCustodyAccountResolver } from './commands/reject-custody-account';
import { ConfirmRecordedReceipt, ConfirmRecordedReceiptResolver } from './commands/confirm-recorded-receipt';
import { RecordBankReceipt, RecordBankReceiptResolver } from './commands/record-bank-receipt';
import { RejectSuspenseMatch, RejectSuspenseMatchResolver } from './commands/reject-suspense-match';
import { RevealPayerAccount, RevealPayerAccountResolver } from './commands/reveal-payer-account';
import { RetryRefund, RetryRefundResolver } from './commands/retry-refund';
import {
  WithdrawRecordedReceipt,
  WithdrawRecordedReceiptResolver,
} from './commands/withdraw-recorded-receipt';
import { BankReceiptsResolver } from './queries/browse-bank-receipts';
import { CustodyAccountsResolver } from './queries/browse-custody-accounts';
import { RefundsToPayResolver } from './queries/browse-refunds-to-pay';
import { PaymentRequestResolver } from './queries/find-payment-request';
import { ListReceiptCandidates } from './queries/list-receipt-candidates';
import { ProveChannelFees } from './queries/prove-channel-fees';
import { ProveCaptures } from './queries/prove-captures';
import { ProveOrderMoney } from './queries/prove-order-money';
import { ProvePaymentParts } from './queries/prove-payment-parts';
import { ProveReceipts } from './queries/prove-receipts';
import { ProveRecordedReceipts } from './queries/prove-recorded-receipts';
import { ProveRefundLimits } from './queries/prove-refund-limits';
import { ReceiptsToConfirmResolver } from './queries/receipts-to-confirm';
import { SuspenseAmount, SuspenseReceipts } from './queries/suspense-figures';
import { AlikeReceipts } from './storage/alike-receipts';
import { BuyerNotices } from './storage/buyer-notices';
import { CaptureDispute } from './storage/capture-dispute.entity';
import { CaptureBooks } from './storage/capture-books';
import { Capturing } from './storage/capturing';
import { ChannelFees } from './storage/channel-fees';
import { Crediting } from './storage/crediting';
import { CustodyAccountProposal } from './storage/custody-account-proposal.entity';
import { CustodyAccounts } from './storage/custody-accounts';
import { DepositFloor } from './storage/deposit-floor';
import { DisputeBooks } from './storage/dispute-books';
import { DisputeTelling } from './storage/dispute-telling';
import { Disputing } from './storage/disputing';
import { FinanceTasks } from './storage/finance-tasks';
import { LostDisputes } from './storage/lost-disputes';
import { PartRows } from './storage/part-rows';
import { PaymentParts } from './storage/payment-parts';
import { Matchable } from './storage/matchable';
import { PayerDeclaring } from './storage/payer-declaring';
import { Payers } from './storage/payers';
import { PaymentRequest } from './storage/payment-request.entity';
import { PaymentRequests } from './storage/payment-requests';
import { Positions } from './storage/positions';
import { ProviderMoney } from './storage/provider-money';
import { ProviderRefunds } from './storage/provider-refunds';
import { ProposalDecisions } from './storage/proposal-decisions';
import { ReceiptCandidates } from './storage/receipt-candidates';
import { ReceiptFindings } from './storage/receipt-findings';
import { ReceiptMatching } from './storage/receipt-matching';
import { ReceiptTaking } from './storage/receipt-taking';
import { ReceiptRecording } from './storage/receipt-recording';
import { RecordedReceipt } from './storage/recorded-receipt.entity';
import { RecordedReceipts } from './storage/recorded-receipts';
import { ReceiptRows } from './storage/receipt-rows';
import { RefundCompletion } from './storage/refund-completion';
import { RefundPayment } from './storage/refund-payment.entity';
import { RefundReturning } from './storage/refund-returning';
import { RefundSeen } from './storage/refund-seen';
import { RefundRows } from './storage/refund-rows';
import { Refunding } from './storage/refunding';
import { RequestRows } from './storage/request-rows';
import { SendingBack } from './storage/sending-back';
import { SettledCaptures } from './storage/settled-captures';
import { StatementMoney } from './storage/statement-money';
import { SuspenseClearing } from './storage/suspense-clearing';
import { SuspenseMatch } from './storage/suspense-match.entity';
import { SuspenseMatches } from './storage/suspense-matches';
import { SuspenseReturn } from './storage/suspense-return.entity';
import { SuspenseReturning } from './storage/suspense-returning';
import { SuspenseReturns } from './storage/suspense-returns';

const commands = [
  [RecordBankReceipt, RecordBankReceiptResolver],
  [ConfirmRecordedReceipt, ConfirmRecordedReceiptResolver],
  [WithdrawRecordedReceipt, WithdrawRecordedReceiptResolver],
  [DeclarePayer, DeclarePayerResolver],
  [ProposeSuspenseMatch, ProposeSuspenseMatchResolver],
  [ConfirmSuspenseMatch, ConfirmSuspenseMatchResolver],
  [RejectSuspenseMatch, RejectSuspenseMatchResolver],
  [ProposeSuspenseReturn, ProposeSuspenseReturnResolver],
  [ConfirmSuspenseReturn, ConfirmSuspenseReturnResolver],
  [RejectSuspenseReturn, RejectSuspenseReturnResolver],
  [ProposeCustodyAccount, ProposeCustodyAccountResolver],
  [ConfirmCustodyAccount, ConfirmCustodyAccountResolver],
  [RejectCustodyAccount, RejectCustodyAccountResolver],
  [ConfirmRefundPaid, ConfirmRefundPaidResolver],
  [FailRefund, FailRefundResolver],
  [RetryRefund, RetryRefundResolver],
  [RevealPayerAccount, RevealPayerAccountResolver],
].flat();
const queries = [
  ReceiptsToConfirmResolver,
  ListReceiptCandidates,
  BankReceiptsResolver,
  CustodyAccountsResolver,
  RefundsToPayResolver,
  PaymentRequestResolver,
];
const readers = [
  BankReceiptReader,
  RecordedReceiptReader,
  PaymentPartReader,
  PaymentRequestReader,
  RefundPaymentReader,
];
const checks = [
  ProveCaptures,
  ProveChannelFees,
  ProveOrderMoney,
  ProvePaymentParts,
  ProveReceipts,
  ProveRecordedReceipts,
  ProveRefundLimits,
];
const figures = [SuspenseAmount, SuspenseReceipts];
const storage = [
  AlikeReceipts,
  BuyerNotices,
  CaptureBooks,
  Capturing,
  ChannelFees,
  Crediting,
  CustodyAccounts,
  DisputeBooks,
  DisputeTelling,
  Disputing,
  LostDisputes,
  FinanceTasks,
  PartRows,
  Matchable,
  PayerDeclaring,
  Payers,
  Positions,
  ProposalDecisions,
  ReceiptCandidates,
  ReceiptFindings,
  ProviderMoney,
  ProviderRefunds,
  ReceiptMatching,
  ReceiptRecording,
  ReceiptRows,
  ReceiptTaking,
  RecordedReceipts,
  RefundCompletion,
  RefundReturning,
  RefundRows,
  RefundSeen,
  Refunding,
  RequestRows,
  SendingBack,
  SettledCaptures,
  StatementMoney,
  SuspenseClearing,
  SuspenseMatches,
  SuspenseReturning,
  SuspenseReturns,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      PaymentRequest,
      RecordedReceipt,
      SuspenseMatch,
      SuspenseReturn,
      RefundPayment,
      CustodyAccountProposal,
      CaptureDispute,
    ]),
    LedgerModule,
    RegionsModule,
  ],
  providers: [
    DepositFloor,
    PaymentRequests,
    PaymentParts,
    ...commands,
    ...queries,
    ...readers,
    ...checks,
    ...figures,
    ...storage,
  ],
  exports: [
    DepositFloor,
    FinanceTasks,
    ProposalDecisions,
    StatementMoney,
    PaymentRequests,
    ProviderMoney,
    PaymentParts,
    PaymentPartReader,
    PaymentRequestReader,
    RecordBankReceipt,
    ConfirmRecordedReceipt,
    ConfirmRefundPaid,
  ],
})
export class PaymentsModule {}
