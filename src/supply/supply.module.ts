import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { OrganizationsModule } from '../organizations/index';
import { RegionsModule } from '../regions/index';
import { AnnounceHarvest, AnnounceHarvestResolver } from './commands/announce-harvest';
import { CertifyHarvest, CertifyHarvestResolver } from './commands/certify-harvest';
import { ReviseAnnouncement, ReviseAnnouncementResolver } from './commands/revise-announcement';
import { WithdrawAnnouncement, WithdrawAnnouncementResolver } from './commands/withdraw-announcement';
import { BrowseForwardSupplies } from './queries/browse-forward-supplies';
import { BrowseManagedForwardSupplies } from './queries/browse-managed-forward-supplies';
import { FindForwardSupply } from './queries/find-forward-supply';
import { AnnouncementsFollowTheirLines, LandKeepsWhatIsAnnounced } from './queries/prove-announcements';
import { ReservationsFollowTheirLines } from './queries/prove-reservations';
import { CloseOverdueHarvests } from './reactions/close-overdue-harvests';
import { HideAnnouncements } from './reactions/hide-announcements';
import { Allotting } from './storage/allotting';
import { AnnouncedEnds } from './storage/announced-ends';
import { AnnouncedOffers } from './storage/announced-offers';
import { AnnouncedReservations } from './storage/announced-reservations';
import { AnnouncedStocks } from './storage/announced-stock';
import { ForwardSupplySteps } from './storage/forward-supply-steps';
import { ForwardSupplyRow } from './storage/forward-supply.entity';
import { PublishedForwardSupplies } from './storage/published-forward-supplies';
import { SupplyRules } from './storage/supply-rules';
import { SupplyWork } from './storage/supply-work';

const door = [AnnouncedOffers, AnnouncedReservations];
const storage = [
  Allotting,
  AnnouncedEnds,
  AnnouncedStocks,
  ForwardSupplySteps,
  PublishedForwardSupplies,
  SupplyRules,
  SupplyWork,
];
const commands = [
  AnnounceHarvest,
  AnnounceHarvestResolver,
  CertifyHarvest,
  CertifyHarvestResolver,
  ReviseAnnouncement,
  ReviseAnnouncementResolver,
  WithdrawAnnouncement,
  WithdrawAnnouncementResolver,
];
const queries = [BrowseForwardSupplies, BrowseManagedForwardSupplies, FindForwardSupply];
const checks = [AnnouncementsFollowTheirLines, LandKeepsWhatIsAnnounced, ReservationsFollowTheirLines];
const reactions = [CloseOverdueHarvests, HideAnnouncements];

/** 预计上市: harvests to come, what is promised of them, and the lots they become. */
@Module({
  imports: [TypeOrmModule.forFeature([ForwardSupplyRow]), CatalogModule, OrganizationsModule, RegionsModule],
  providers: [...door, ...storage, ...commands, ...queries, ...checks, ...reactions],
  exports: door,
})
export class SupplyModule {}
