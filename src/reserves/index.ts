export { ReservesModule } from './reserves.module';
export { Filings, type ConfirmedFiling } from './storage/filings';
export { Purchasers } from './storage/purchasers';
