import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { HelpsellingModule } from '../helpselling/index';
import { PairingModule } from '../pairing/index';
import { PaymentsModule } from '../payments/index';
import { RegionsModule } from '../regions/index';
import { ReservesModule } from '../reserves/index';
import { SupplyModule } from '../supply/index';
import { apiProviders } from './api/providers';
import { AcceptDelivery, AcceptDeliveryResolver } from './commands/accept-delivery';
import { ApproveOrder, ApproveOrderResolver } from './commands/approve-order';
import { CancelOrder, CancelOrderResolver } from './commands/cancel-order';
import { CancelRest, CancelRestResolver } from './commands/cancel-rest';
import { ChangeDelivery, ChangeDeliveryResolver } from './commands/change-delivery';
import { DispatchShipment, DispatchShipmentResolver } from './commands/dispatch-shipment';
import { ExtendPayment, ExtendPaymentResolver } from './commands/extend-payment';
import { MarkArrived, MarkArrivedResolver } from './commands/mark-arrived';
import { OpenDispute, OpenDisputeResolver } from './commands/open-dispute';
import { PlaceOrder, PlaceOrderResolver } from './commands/place-order';
import { RefuseDelivery, RefuseDeliveryResolver } from './commands/refuse-delivery';
import { ReopenContract, ReopenContractResolver } from './commands/reopen-contract';
import { ResolveDispute, ResolveDisputeResolver } from './commands/resolve-dispute';
import { SetFreight, SetFreightResolver } from './commands/set-freight';
import { SignContract, SignContractResolver } from './commands/sign-contract';
import { TakeHarvested, TakeHarvestedResolver } from './commands/take-harvested';
import { orderWork } from './domain/order-work';
import { BrowseOrders } from './queries/browse-orders';
import { DownloadContract } from './queries/download-contract';
import { FindOrder } from './queries/find-order';
import { PreviewBasket } from './queries/preview-basket';
import { BudgetsHoldWhatOrdersTake } from './queries/prove-budgets-used';
import {
  LinesHoldWhatTheyReserved,
  ShippedLinesAreShippedStock,
  WaitingLinesHoldTheirHarvest,
} from './queries/prove-reserved-quantities';
import { HelpSalesStandUnderMandates } from './queries/prove-help-sales';
import { SettledLinesAreWhatWasOrdered } from './queries/prove-settled-lines';
import { RefundsStayWithinLines } from './queries/prove-settled-refunds';
import { ContractsAreAsSigned } from './queries/prove-signed-contracts';
import { AcceptByTime } from './reactions/accept-by-time';
import { AnswerCutsByTime } from './reactions/answer-cuts-by-time';
import { BringLinesToLots } from './reactions/bring-lines-to-lots';
import { CloseSettledOrders } from './reactions/close-settled-orders';
import { ExpireUnpaidOrders } from './reactions/expire-unpaid-orders';
import { FollowOverduePayments } from './reactions/follow-overdue-payments';
import { MarkOrderPaid } from './reactions/mark-order-paid';
import { PassOnHarvests } from './reactions/pass-on-harvests';
import { RemindOfPayments } from './reactions/remind-of-payments';
import { SettleUnpaidExtras } from './reactions/settle-unpaid-extras';
import { AgreedOrders } from './storage/agreed-orders';
import { OrderReader } from './storage/order-reader';
import { DeliveryRecords } from './storage/delivery-records';
import { Orders } from './storage/orders';
import { entities, inside } from './storage/providers';
import { SettledLineRefunds } from './storage/settled-line-refunds';
import { Settlements } from './storage/settlements';

describeWork(orderWork);

const commands = [
  AcceptDelivery,
  AcceptDeliveryResolver,
  ApproveOrder,
  ApproveOrderResolver,
  CancelOrder,
  CancelOrderResolver,
  CancelRest,
  CancelRestResolver,
  ChangeDelivery,
  ChangeDeliveryResolver,
  DispatchShipment,
  DispatchShipmentResolver,
  ExtendPayment,
  ExtendPaymentResolver,
  MarkArrived,
  MarkArrivedResolver,
  OpenDispute,
  OpenDisputeResolver,
  PlaceOrder,
  PlaceOrderResolver,
  RefuseDelivery,
  RefuseDeliveryResolver,
  ReopenContract,
  ReopenContractResolver,
  ResolveDispute,
  ResolveDisputeResolver,
  SetFreight,
  SetFreightResolver,
  SignContract,
  SignContractResolver,
  TakeHarvested,
  TakeHarvestedResolver,
];
const queries = [BrowseOrders, FindOrder, PreviewBasket];
const checks = [
  BudgetsHoldWhatOrdersTake,
  ContractsAreAsSigned,
  HelpSalesStandUnderMandates,
  LinesHoldWhatTheyReserved,
  RefundsStayWithinLines,
  SettledLinesAreWhatWasOrdered,
  ShippedLinesAreShippedStock,
  WaitingLinesHoldTheirHarvest,
];
const reactions = [
  PassOnHarvests,
  BringLinesToLots,
  AnswerCutsByTime,
  MarkOrderPaid,
  ExpireUnpaidOrders,
  RemindOfPayments,
  FollowOverduePayments,
  SettleUnpaidExtras,
  AcceptByTime,
  CloseSettledOrders,
];
const door = [AgreedOrders, Orders, OrderReader, Settlements, SettledLineRefunds, DeliveryRecords];

/** 采购: bulk orders, from the basket to the settled line. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    CatalogModule,
    HelpsellingModule,
    OrganizationsModule,
    PairingModule,
    PaymentsModule,
    RegionsModule,
    ReservesModule,
    SupplyModule,
  ],
  controllers: [DownloadContract],
  providers: [...door, ...inside, ...apiProviders, ...commands, ...queries, ...checks, ...reactions],
  exports: door,
})
export class ProcurementModule {}
