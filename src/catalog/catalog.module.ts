import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { LotCapacityResolver, LotFieldsResolver } from './api/lot-fields.resolver';
import { LotReader } from './api/lot-reader';
import { ManagedRecords } from './api/managed-records';
import { AddProduct, AddProductResolver } from './commands/add-product';
import { AddProductCertificate, AddProductCertificateResolver } from './commands/add-product-certificate';
import { ApplyForRecognition, ApplyForRecognitionResolver } from './commands/apply-for-recognition';
import { ApproveListing, ApproveListingResolver } from './commands/approve-listing';
import { CertifyRecognition, CertifyRecognitionResolver } from './commands/certify-recognition';
import { ChangeListing, ChangeListingResolver } from './commands/change-listing';
import { DeclarePlot, DeclarePlotResolver } from './commands/declare-plot';
import { DelistListing, DelistListingResolver } from './commands/delist-listing';
import { DraftListing, DraftListingResolver } from './commands/draft-listing';
import { HoldLot, HoldLotResolver } from './commands/hold-lot';
import { MergeLots, MergeLotsResolver } from './commands/merge-lots';
import { PauseListing, PauseListingResolver } from './commands/pause-listing';
import { PubliciseRecognition, PubliciseRecognitionResolver } from './commands/publicise-recognition';
import { PutLotOnSale, PutLotOnSaleResolver } from './commands/put-lot-on-sale';
import { RecallLot, RecallLotResolver } from './commands/recall-lot';
import { RecheckRecognition, RecheckRecognitionResolver } from './commands/recheck-recognition';
import { RecogniseProduct, RecogniseProductResolver } from './commands/recognise-product';
import { RegisterLot, RegisterLotResolver } from './commands/register-lot';
import { RejectPlot, RejectPlotResolver } from './commands/reject-plot';
import { RejectRecognition, RejectRecognitionResolver } from './commands/reject-recognition';
import { ResumeListing, ResumeListingResolver } from './commands/resume-listing';
import { ResumeLot, ResumeLotResolver } from './commands/resume-lot';
import { ReturnListing, ReturnListingResolver } from './commands/return-listing';
import { ReviewRecognition, ReviewRecognitionResolver } from './commands/review-recognition';
import { SplitLot, SplitLotResolver } from './commands/split-lot';
import { SubmitListing, SubmitListingResolver } from './commands/submit-listing';
import { TakeLotOffSale, TakeLotOffSaleResolver } from './commands/take-lot-off-sale';
import { VerifyPlot, VerifyPlotResolver } from './commands/verify-plot';
import { WithdrawPlot, WithdrawPlotResolver } from './commands/withdraw-plot';
import {
  WithdrawProductCertificate,
  WithdrawProductCertificateResolver,
} from './commands/withdraw-product-certificate';
import { WithdrawRecognition, WithdrawRecognitionResolver } from './commands/withdraw-recognition';
import { WriteOffLot, WriteOffLotResolver } from './commands/write-off-lot';
import { BrowseCategories } from './queries/browse-categories';
import { BrowseLots, BrowseLotsResolver } from './queries/browse-lots';
import { BrowseManagedListings } from './queries/browse-managed-listings';
import { BrowseManagedLots } from './queries/browse-managed-lots';
import { BrowsePlots } from './queries/browse-plots';
import { BrowseProducts } from './queries/browse-products';
import { BrowseRecognitions } from './queries/browse-recognitions';
import { FindLot } from './queries/find-lot';
import { ExpireLots } from './reactions/expire-lots';
import { HideSuspendedSupplier } from './reactions/hide-suspended-supplier';
import { WatchRecognitions } from './reactions/watch-recognitions';
import { Capacities } from './storage/capacities';
import { LotsStayWithinTheirLand } from './queries/prove-capacities';
import { CatalogReader } from './storage/catalog-reader';
import { CatalogWork } from './storage/catalog-work';
import { CertificateHolders } from './storage/certificate-holders';
import { Countability } from './storage/countability';
import { HarvestedLots } from './storage/harvested-lots';
import { ListingSteps } from './storage/listing-steps';
import { ListingRow } from './storage/listing.entity';
import { LotBirths } from './storage/lot-births';
import { LotDetails } from './storage/lot-details';
import { LotSights } from './storage/lot-sights';
import { LotSearch } from './storage/lot-search';
import { LotSteps } from './storage/lot-steps';
import { LotStock } from './storage/lot-stock';
import { ReturnedStock } from './storage/returned-stock';
import { SoldElsewhere } from './storage/sold-elsewhere';
import { Offers } from './storage/offers';
import { LotTransformations } from './storage/lot-transformations';
import { LotRow } from './storage/lot.entity';
import { PlotSteps } from './storage/plot-steps';
import { PlotRow } from './storage/plot.entity';
import { ProductRows } from './storage/product-rows';
import { RecognitionSteps } from './storage/recognition-steps';
import { RecognitionValidity } from './storage/recognition-validity';
import { RecognitionRow } from './storage/recognition.entity';
import { LotsAreNeverOversold, OriginsAreConserved, StockFollowsItsLines } from './queries/prove-stock';
import { TermsAcceptance } from './storage/terms-acceptance';
import { VatRates } from './storage/vat-rates';

const entities = [ListingRow, LotRow, PlotRow, RecognitionRow];
const door = [
  Capacities,
  CatalogReader,
  Countability,
  HarvestedLots,
  LotStock,
  Offers,
  ReturnedStock,
  SoldElsewhere,
];
const storage = [
  CatalogWork,
  CertificateHolders,
  ListingSteps,
  LotBirths,
  LotDetails,
  LotSights,
  LotSearch,
  LotSteps,
  LotTransformations,
  PlotSteps,
  ProductRows,
  RecognitionSteps,
  RecognitionValidity,
  TermsAcceptance,
  VatRates,
];
const commands = [
  AddProduct,
  AddProductResolver,
  AddProductCertificate,
  AddProductCertificateResolver,
  ApplyForRecognition,
  ApplyForRecognitionResolver,
  ApproveListing,
  ApproveListingResolver,
  CertifyRecognition,
  CertifyRecognitionResolver,
  ChangeListing,
  ChangeListingResolver,
  DeclarePlot,
  DeclarePlotResolver,
  DelistListing,
  DelistListingResolver,
  DraftListing,
  DraftListingResolver,
  HoldLot,
  HoldLotResolver,
  MergeLots,
  MergeLotsResolver,
  PauseListing,
  PauseListingResolver,
  PubliciseRecognition,
  PubliciseRecognitionResolver,
  PutLotOnSale,
  PutLotOnSaleResolver,
  RecallLot,
  RecallLotResolver,
  RecheckRecognition,
  RecheckRecognitionResolver,
  RecogniseProduct,
  RecogniseProductResolver,
  RegisterLot,
  RegisterLotResolver,
  RejectPlot,
  RejectPlotResolver,
  RejectRecognition,
  RejectRecognitionResolver,
  ResumeListing,
  ResumeListingResolver,
  ResumeLot,
  ResumeLotResolver,
  ReturnListing,
  ReturnListingResolver,
  ReviewRecognition,
  ReviewRecognitionResolver,
  SplitLot,
  SplitLotResolver,
  SubmitListing,
  SubmitListingResolver,
  TakeLotOffSale,
  TakeLotOffSaleResolver,
  VerifyPlot,
  VerifyPlotResolver,
  WithdrawPlot,
  WithdrawPlotResolver,
  WithdrawProductCertificate,
  WithdrawProductCertificateResolver,
  WithdrawRecognition,
  WithdrawRecognitionResolver,
  WriteOffLot,
  WriteOffLotResolver,
];
const queries = [
  BrowseLots,
  BrowseLotsResolver,
  BrowseCategories,
  BrowseManagedListings,
  BrowseManagedLots,
  BrowsePlots,
  BrowseProducts,
  BrowseRecognitions,
  FindLot,
];
const checks = [LotsAreNeverOversold, LotsStayWithinTheirLand, OriginsAreConserved, StockFollowsItsLines];
const reactions = [ExpireLots, HideSuspendedSupplier, WatchRecognitions];
const api = [LotCapacityResolver, LotFieldsResolver, LotReader, ManagedRecords];

/** 商品、批次与产能: what is offered, what stands behind it, and how much of it is left. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), RegionsModule, PairingModule],
  providers: [...door, ...storage, ...commands, ...queries, ...checks, ...reactions, ...api],
  exports: [...door, LotReader, ManagedRecords],
})
export class CatalogModule {}
