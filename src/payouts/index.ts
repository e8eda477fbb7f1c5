export { ApprovePayoutStatement } from './commands/approve-payout-statement';
export { CalculatePayoutStatement } from './commands/calculate-payout-statement';
export { ConfirmPayoutPaid } from './commands/confirm-payout-paid';
export { MakeTransferFile } from './commands/make-transfer-file';
export { PayoutsModule } from './payouts.module';
export { TakingBack } from './storage/taking-back';
