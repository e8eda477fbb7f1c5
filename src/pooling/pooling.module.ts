import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { SourcingModule } from '../sourcing/index';
import { PoolParties, PoolQuantities } from './api/pool.fields';
import { ApprovePoolJoin, ApprovePoolJoinResolver } from './commands/approve-pool-join';
import { CancelPool, CancelPoolResolver } from './commands/cancel-pool';
import { ChangePoolJoin, ChangePoolJoinResolver } from './commands/change-pool-join';
import { JoinPool, JoinPoolResolver } from './commands/join-pool';
import { LeavePool, LeavePoolResolver } from './commands/leave-pool';
import { OpenPool, OpenPoolResolver } from './commands/open-pool';
import { SendBackPoolJoin, SendBackPoolJoinResolver } from './commands/send-back-pool-join';
import { poolingWork } from './domain/pooling-work';
import { BrowsePoolJoins } from './queries/browse-pool-joins';
import { BrowsePools } from './queries/browse-pools';
import { PoolsAreTheirJoins, UnitsReserveWhatTheyPool } from './queries/prove-pools';
import { CloseDuePools } from './reactions/close-due-pools';
import { ReleaseEndedPools } from './reactions/release-ended-pools';
import { JoinAcceptance } from './storage/join-acceptance';
import { PoolAcceptance } from './storage/pool-acceptance';
import { PoolBook } from './storage/pool-book';
import { PoolClosing } from './storage/pool-closing';
import { PoolDesk } from './storage/pool-desk';
import { Pool } from './storage/pool.entity';
import { PoolJoinBook } from './storage/pool-join-book';
import { PoolJoin } from './storage/pool-join.entity';
import { PoolJoinReader } from './storage/pool-join-reader';
import { PoolJoining } from './storage/pool-joining';
import { PoolReader } from './storage/pool-reader';
import { PooledShares } from './storage/pooled-shares';
import { PoolWindow } from './storage/pool-window.entity';

describeWork(poolingWork);

const inside = [
  PoolAcceptance,
  JoinAcceptance,
  PoolBook,
  PoolJoinBook,
  PoolDesk,
  PoolJoining,
  PoolClosing,
  PoolReader,
  PoolJoinReader,
  PooledShares,
  PoolsAreTheirJoins,
  UnitsReserveWhatTheyPool,
];
const commands = [
  OpenPool,
  OpenPoolResolver,
  CancelPool,
  CancelPoolResolver,
  JoinPool,
  JoinPoolResolver,
  ChangePoolJoin,
  ChangePoolJoinResolver,
  LeavePool,
  LeavePoolResolver,
  ApprovePoolJoin,
  ApprovePoolJoinResolver,
  SendBackPoolJoin,
  SendBackPoolJoinResolver,
];
const queries = [BrowsePools, BrowsePoolJoins, PoolParties, PoolQuantities];

/** 拼单: units that want the same goods gather before they go to the market. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Pool, PoolJoin, PoolWindow]),
    OrganizationsModule,
    PairingModule,
    SourcingModule,
  ],
  providers: [...inside, ...commands, ...queries, CloseDuePools, ReleaseEndedPools],
  exports: [PooledShares],
})
export class PoolingModule {}
