import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BankingModule } from '../banking/index';
import { LedgerModule } from '../ledger/index';
import { PaymentsModule } from '../payments/index';
import { OnlinePaymentReader } from './api/online-payment-reader';
import { CancelOnlinePayment, CancelOnlinePaymentResolver } from './commands/cancel-online-payment';
import { HearStripe } from './commands/hear-stripe';
import { StartOnlinePayment, StartOnlinePaymentResolver } from './commands/start-online-payment';
import { OnlinePaymentsResolver } from './queries/browse-online-payments';
import { ProveProviderBalance } from './queries/prove-provider-balance';
import { StripeUnfinished } from './queries/stripe-figures';
import { ApplyEvent } from './reactions/apply-event';
import { FollowIntent } from './reactions/follow-intent';
import { FollowRefund } from './reactions/follow-refund';
import { LookAfterStripe } from './reactions/look-after-stripe';
import { ReadBalance } from './reactions/read-balance';
import { SendRefundBack } from './reactions/send-refund-back';
import { BalanceBooking } from './storage/balance-booking';
import { BalanceReading } from './storage/balance-reading';
import { BalanceSources } from './storage/balance-sources';
import { DisputeFollowing } from './storage/dispute-following';
import { EventInbox } from './storage/event-inbox';
import { IntentFollowing } from './storage/intent-following';
import { IntentMarks } from './storage/intent-marks';
import { IntentRows } from './storage/intent-rows';
import { IntentStarting } from './storage/intent-starting';
import { StripeIntent } from './storage/intent.entity';
import { ObjectFollowing } from './storage/object-following';
import { RefundFollowing } from './storage/refund-following';
import { RefundMarks } from './storage/refund-marks';
import { StripeRefundRows } from './storage/refund-rows';
import { SignedEvents } from './storage/signed-events';
import { StripeClient } from './storage/stripe-client';
import { StripeRefund } from './storage/stripe-refund.entity';

const commands = [
  StartOnlinePayment,
  StartOnlinePaymentResolver,
  CancelOnlinePayment,
  CancelOnlinePaymentResolver,
];
const queries = [OnlinePaymentsResolver, OnlinePaymentReader, ProveProviderBalance, StripeUnfinished];
const reactions = [ApplyEvent, FollowIntent, FollowRefund, LookAfterStripe, ReadBalance, SendRefundBack];
const storage = [
  BalanceBooking,
  BalanceReading,
  BalanceSources,
  DisputeFollowing,
  EventInbox,
  IntentFollowing,
  IntentMarks,
  IntentRows,
  IntentStarting,
  ObjectFollowing,
  RefundFollowing,
  RefundMarks,
  SignedEvents,
  StripeClient,
  StripeRefundRows,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([StripeIntent, StripeRefund]),
    BankingModule,
    LedgerModule,
    PaymentsModule,
  ],
  controllers: [HearStripe],
  providers: [...commands, ...queries, ...reactions, ...storage],
})
export class StripeModule {}
