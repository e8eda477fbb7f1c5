export { PoolingModule } from './pooling.module';
export { PooledShares, type AwardedDelivery, type UnitShare } from './storage/pooled-shares';
