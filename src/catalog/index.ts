export { LotReader } from './api/lot-reader';
export { LotType } from './api/lot.type';
export { CatalogModule } from './catalog.module';
export { categories, categoryOf } from './data/goods-catalogue';
export type { Category } from './domain/categories';
export type { CountObstacle, CountObstacleCode } from './domain/count-obstacles';
export type { ListingState } from './domain/listing.states';
export type { LotState } from './domain/lot.states';
export type {
  FreightKind,
  FreightTerms,
  GoodsBaseUnit,
  LotFacts,
  OriginShare,
  SellableLot,
} from './domain/sellable-lot';
export type { VatTreatment } from './domain/vat';
export { CatalogReader } from './storage/catalog-reader';
export { Countability } from './storage/countability';
export { LotStock, type Dispatch, type Holding, type Release } from './storage/lot-stock';
