export { LotReader } from './api/lot-reader';
export { LotType } from './api/lot.type';
export { CatalogModule } from './catalog.module';
export { categories, categoryOf } from './data/goods-catalogue';
export type { Category } from './domain/categories';
export type { CountObstacle, CountObstacleCode } from './domain/count-obstacles';
export type { ListingState } from './domain/listing.states';
export { LOT_RECALLED } from './domain/lot.events';
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
export { AddProductCertificate } from './commands/add-product-certificate';
export { AddProduct } from './commands/add-product';
export { ApplyForRecognition } from './commands/apply-for-recognition';
export { ApproveListing } from './commands/approve-listing';
export { CertifyRecognition } from './commands/certify-recognition';
export { ChangeListing } from './commands/change-listing';
export { DeclarePlot } from './commands/declare-plot';
export { DelistListing } from './commands/delist-listing';
export { DraftListing } from './commands/draft-listing';
export { HoldLot } from './commands/hold-lot';
export { MergeLots } from './commands/merge-lots';
export { PauseListing } from './commands/pause-listing';
export { PubliciseRecognition } from './commands/publicise-recognition';
export { PutLotOnSale } from './commands/put-lot-on-sale';
export { RecallLot } from './commands/recall-lot';
export { RecheckRecognition } from './commands/recheck-recognition';
export { RecogniseProduct } from './commands/recognise-product';
export { RegisterLot } from './commands/register-lot';
export { RejectPlot } from './commands/reject-plot';
export { RejectRecognition } from './commands/reject-recognition';
export { ResumeListing } from './commands/resume-listing';
export { ResumeLot } from './commands/resume-lot';
export { ReturnListing } from './commands/return-listing';
export { ReviewRecognition } from './commands/review-recognition';
export { SplitLot } from './commands/split-lot';
export { SubmitListing } from './commands/submit-listing';
export { TakeLotOffSale } from './commands/take-lot-off-sale';
export { VerifyPlot } from './commands/verify-plot';
export { WithdrawPlot } from './commands/withdraw-plot';
export { WithdrawProductCertificate } from './commands/withdraw-product-certificate';
export { WithdrawRecognition } from './commands/withdraw-recognition';
export { WriteOffLot } from './commands/write-off-lot';
