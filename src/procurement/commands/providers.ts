import { AcceptDelivery, AcceptDeliveryResolver } from './accept-delivery';
import { ApproveOrder, ApproveOrderResolver } from './approve-order';
import { CancelOrder, CancelOrderResolver } from './cancel-order';
import { CancelRest, CancelRestResolver } from './cancel-rest';
import { ChangeDelivery, ChangeDeliveryResolver } from './change-delivery';
import { DispatchShipment, DispatchShipmentResolver } from './dispatch-shipment';
import { ExtendPayment, ExtendPaymentResolver } from './extend-payment';
import { MarkArrived, MarkArrivedResolver } from './mark-arrived';
import { OpenDispute, OpenDisputeResolver } from './open-dispute';
import { PlaceOrder, PlaceOrderResolver } from './place-order';
import { RefuseDelivery, RefuseDeliveryResolver } from './refuse-delivery';
import { ReopenContract, ReopenContractResolver } from './reopen-contract';
import { ResolveDispute, ResolveDisputeResolver } from './resolve-dispute';
import { SetFreight, SetFreightResolver } from './set-freight';
import { SignContract, SignContractResolver } from './sign-contract';

export const commandProviders = [
  ...[PlaceOrder, PlaceOrderResolver, ApproveOrder, ApproveOrderResolver],
  ...[SetFreight, SetFreightResolver, ChangeDelivery, ChangeDeliveryResolver],
  ...[ReopenContract, ReopenContractResolver, SignContract, SignContractResolver],
  ...[ExtendPayment, ExtendPaymentResolver, DispatchShipment, DispatchShipmentResolver],
  ...[MarkArrived, MarkArrivedResolver, AcceptDelivery, AcceptDeliveryResolver],
  ...[RefuseDelivery, RefuseDeliveryResolver, CancelRest, CancelRestResolver],
  ...[CancelOrder, CancelOrderResolver, OpenDispute, OpenDisputeResolver],
  ...[ResolveDispute, ResolveDisputeResolver],
];
