export { SupplyModule } from './supply.module';
export { FORWARD_SUPPLY_EVENTS } from './domain/forward-supply.events';
export { AnnouncedOffers, type AnnouncedOffer } from './storage/announced-offers';
export {
  AnnouncedReservations,
  type AnnouncedRange,
  type ExpectedGoods,
  type ReservedHarvest,
} from './storage/announced-reservations';
export { CertifyHarvest } from './commands/certify-harvest';
export { AnnounceHarvest } from './commands/announce-harvest';
