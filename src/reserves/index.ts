export { ReservesModule } from './reserves.module';
export { ConfirmFiling } from './commands/confirm-filing';
export { FileReserve } from './commands/file-reserve';
export { GrantPurchaser } from './commands/grant-purchaser';
export { Filings, type ConfirmedFiling } from './storage/filings';
export { Purchasers } from './storage/purchasers';
