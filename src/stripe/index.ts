export { CONNECT_PAYOUT_FAILED, CONNECT_PAYOUT_PAID, type ConnectPayoutEnded } from './domain/connect.events';
export { ConnectPayouts } from './storage/connect-payouts';
export { StripeModule } from './stripe.module';
