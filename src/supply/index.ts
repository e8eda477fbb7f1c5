export { SupplyModule } from './supply.module';
export { AnnouncedOffers, type AnnouncedOffer } from './storage/announced-offers';
