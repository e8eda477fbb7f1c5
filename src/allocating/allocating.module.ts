import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvestingModule } from '../investing/index';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { ParksModule } from '../parks/index';
import { RegionsModule } from '../regions/index';
import { AcceptSlotHold, AcceptSlotHoldResolver } from './commands/accept-slot-hold';
import { HoldSlot, HoldSlotResolver } from './commands/hold-slot';
import { LeaveWaitingList, LeaveWaitingListResolver } from './commands/leave-waiting-list';
import { OccupySlot, OccupySlotResolver } from './commands/occupy-slot';
import { RequestParkRun, RequestParkRunResolver } from './commands/request-park-run';
import { QueueForSlot, QueueForSlotResolver } from './commands/queue-for-slot';
import { ReleaseSlotHold, ReleaseSlotHoldResolver } from './commands/release-slot-hold';
import { allocatingWork } from './domain/allocating-work';
import { BrowseParkRuns } from './queries/browse-park-runs';
import { BrowseSlotHolds } from './queries/browse-slot-holds';
import { BrowseSlotWaitings } from './queries/browse-slot-waitings';
import { ParkRunsComeOutAgain } from './queries/prove-park-runs';
import { HoldsTakeWhileTheyStand, TakingsStayWithinCapacity } from './queries/prove-slot-holds';
import { EndHoldsOfClosedParks } from './reactions/end-holds-of-closed-parks';
import { CarryOutParkRuns } from './reactions/carry-out-park-runs';
import { ExpireSlotHolds } from './reactions/expire-slot-holds';
import { FollowEndedReleases } from './reactions/follow-ended-releases';
import { LeaveOtherLists } from './reactions/leave-other-lists';
import { ServeWaitingLists } from './reactions/serve-waiting-lists';
import { HoldBook } from './storage/hold-book';
import { HoldDesk } from './storage/hold-desk';
import { HoldReader } from './storage/hold-reader';
import { ParkMarkets } from './storage/park-markets';
import { ParkRun } from './storage/park-run.entity';
import { ParkRunReader } from './storage/park-run-reader';
import { ParkRunRules } from './storage/park-run-rules';
import { ParkRuns } from './storage/park-runs';
import { ReleasesToPark } from './storage/releases-to-park';
import { SlotHold, SlotWaiting } from './storage/slot-hold.entity';
import { SlotHolding } from './storage/slot-holding';
import { WaitingList } from './storage/waiting-list';
import { WaitingReader } from './storage/waiting-reader';

describeWork(allocatingWork);

const storage = [
  HoldBook,
  HoldDesk,
  HoldReader,
  ParkMarkets,
  ParkRunReader,
  ParkRunRules,
  ParkRuns,
  ReleasesToPark,
  SlotHolding,
  WaitingList,
  WaitingReader,
];
const commands = [
  AcceptSlotHold,
  AcceptSlotHoldResolver,
  HoldSlot,
  HoldSlotResolver,
  LeaveWaitingList,
  LeaveWaitingListResolver,
  OccupySlot,
  OccupySlotResolver,
  QueueForSlot,
  QueueForSlotResolver,
  ReleaseSlotHold,
  ReleaseSlotHoldResolver,
  RequestParkRun,
  RequestParkRunResolver,
];
const reactions = [
  CarryOutParkRuns,
  EndHoldsOfClosedParks,
  ExpireSlotHolds,
  FollowEndedReleases,
  LeaveOtherLists,
  ServeWaitingLists,
];

/** 地块厂房的锁定、分配与候补: slots of parks given to the intents that fit them, told to the two sides alone. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ParkRun, SlotHold, SlotWaiting]),
    InvestingModule,
    OrganizationsModule,
    PairingModule,
    ParksModule,
    RegionsModule,
  ],
  providers: [
    ...storage,
    ...commands,
    ...reactions,
    BrowseParkRuns,
    BrowseSlotHolds,
    BrowseSlotWaitings,
    HoldsTakeWhileTheyStand,
    ParkRunsComeOutAgain,
    TakingsStayWithinCapacity,
  ],
})
export class AllocatingModule {}
