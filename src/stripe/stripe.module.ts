import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankingModule } from '../banking/index';
import { LedgerModule } from '../ledger/index';
import { OrganizationsModule } from '../organizations/index';
import { PaymentsModule } from '../payments/index';
import { RegionsModule } from '../regions/index';
import { ConnectAccountReader } from './api/connect-account-reader';
import { OnlinePaymentReader } from './api/online-payment-reader';
import { AskConnectOnboarding, AskConnectOnboardingResolver } from './commands/ask-connect-onboarding';
import { CancelOnlinePayment, CancelOnlinePaymentResolver } from './commands/cancel-online-payment';
import { DecideConnectAccount, DecideConnectAccountResolver } from './commands/decide-connect-account';
import { HearStripe } from './commands/hear-stripe';
import { ProposeConnectAccount, ProposeConnectAccountResolver } from './commands/propose-connect-account';
import { StartOnlinePayment, StartOnlinePaymentResolver } from './commands/start-online-payment';
import { OnlinePaymentsResolver } from './queries/browse-online-payments';
import { ProveConnectedBalances } from './queries/prove-connected-balances';
import { ProveProviderBalance } from './queries/prove-provider-balance';
import { ShowConnectAccountResolver } from './queries/show-connect-account';
import { StripeUnfinished } from './queries/stripe-figures';
import { ApplyEvent } from './reactions/apply-event';
import { FollowConnectAccount } from './reactions/follow-connect-account';
import { FollowConnectPayout } from './reactions/follow-connect-payout';
import { FollowConnectTransfer } from './reactions/follow-connect-transfer';
import { FollowDispute } from './reactions/follow-dispute';
import { FollowIntent } from './reactions/follow-intent';
import { FollowRefund } from './reactions/follow-refund';
import { FollowReversal } from './reactions/follow-reversal';
import { LookAfterStripe } from './reactions/look-after-stripe';
import { PlaceConnectTransfer } from './reactions/place-connect-transfer';
import { ReadBalance } from './reactions/read-balance';
import { ReadConnectedBalance } from './reactions/read-connected-balance';
import { SendRefundBack } from './reactions/send-refund-back';
import { SendToSupplier } from './reactions/send-to-supplier';
import { AccountFollowing } from './storage/account-following';
import { AccountMarks } from './storage/account-marks';
import { AccountProposals } from './storage/account-proposals';
import { BalanceBooking } from './storage/balance-booking';
import { BalanceReading } from './storage/balance-reading';
import { BalanceSources } from './storage/balance-sources';
import { ConnectAccount } from './storage/connect-account.entity';
import { ConnectDesk } from './storage/connect-desk';
import { ConnectPayout } from './storage/connect-payout.entity';
import { ConnectPayouts } from './storage/connect-payouts';
import { ConnectReversal } from './storage/connect-reversal.entity';
import { ConnectRows } from './storage/connect-rows';
import { ConnectTransfer } from './storage/connect-transfer.entity';
import { ConnectedObjects } from './storage/connected-objects';
import { ConnectedReading } from './storage/connected-reading';
import { DisputeFollowing } from './storage/dispute-following';
import { EventInbox } from './storage/event-inbox';
import { IntentFollowing } from './storage/intent-following';
import { IntentMarks } from './storage/intent-marks';
import { IntentRows } from './storage/intent-rows';
import { IntentStarting } from './storage/intent-starting';
import { StripeIntent } from './storage/intent.entity';
import { ObjectFollowing } from './storage/object-following';
import { PayoutAsking } from './storage/payout-asking';
import { PayoutFollowing } from './storage/payout-following';
import { PayoutMarks } from './storage/payout-marks';
import { RefundFollowing } from './storage/refund-following';
import { RefundMarks } from './storage/refund-marks';
import { StripeRefundRows } from './storage/refund-rows';
import { ReversalFollowing } from './storage/reversal-following';
import { ReversalMarks } from './storage/reversal-marks';
import { ReversalPlanning } from './storage/reversal-planning';
import { SignedEvents } from './storage/signed-events';
import { StripeClient } from './storage/stripe-client';
import { StripeRefund } from './storage/stripe-refund.entity';
import { TransferFollowing } from './storage/transfer-following';
import { TransferMarks } from './storage/transfer-marks';
import { TransferPlacing } from './storage/transfer-placing';

const commands = [
  StartOnlinePayment,
  StartOnlinePaymentResolver,
  CancelOnlinePayment,
  CancelOnlinePaymentResolver,
  ProposeConnectAccount,
  ProposeConnectAccountResolver,
  DecideConnectAccount,
  DecideConnectAccountResolver,
  AskConnectOnboarding,
  AskConnectOnboardingResolver,
];
const queries = [
  OnlinePaymentsResolver,
  OnlinePaymentReader,
  ProveProviderBalance,
  StripeUnfinished,
  ConnectAccountReader,
  ShowConnectAccountResolver,
  ProveConnectedBalances,
];
const reactions = [
  ApplyEvent,
  FollowDispute,
  FollowIntent,
  FollowRefund,
  LookAfterStripe,
  ReadBalance,
  SendRefundBack,
  FollowConnectAccount,
  FollowConnectPayout,
  FollowConnectTransfer,
  FollowReversal,
  PlaceConnectTransfer,
  ReadConnectedBalance,
  SendToSupplier,
];
const storage = [
  AccountFollowing,
  AccountMarks,
  AccountProposals,
  BalanceBooking,
  BalanceReading,
  BalanceSources,
  ConnectDesk,
  ConnectPayouts,
  ConnectRows,
  ConnectedObjects,
  ConnectedReading,
  DisputeFollowing,
  EventInbox,
  IntentFollowing,
  IntentMarks,
  IntentRows,
  IntentStarting,
  ObjectFollowing,
  PayoutAsking,
  PayoutFollowing,
  PayoutMarks,
  RefundFollowing,
  RefundMarks,
  ReversalFollowing,
  ReversalMarks,
  ReversalPlanning,
  SignedEvents,
  StripeClient,
  StripeRefundRows,
  TransferFollowing,
  TransferMarks,
  TransferPlacing,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      StripeIntent,
      StripeRefund,
      ConnectAccount,
      ConnectTransfer,
      ConnectReversal,
      ConnectPayout,
    ]),
    BankingModule,
    LedgerModule,
    OrganizationsModule,
    PaymentsModule,
    RegionsModule,
  ],
  controllers: [HearStripe],
  providers: [...commands, ...queries, ...reactions, ...storage],
  exports: [ConnectPayouts],
})
export class StripeModule {}
