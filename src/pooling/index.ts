export { PoolingModule } from './pooling.module';
export { PooledShares, type AwardedDelivery, type UnitShare } from './storage/pooled-shares';
export { JoinPool } from './commands/join-pool';
export { OpenPool } from './commands/open-pool';
