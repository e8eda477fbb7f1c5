import { ContractFields } from './contract.fields';
import { OrderAmountsFields } from './order-amounts.fields';
import { OrderLinesFields } from './order-lines.fields';
import { PaymentFields } from './payment.fields';
import { PartiesFields } from './parties.fields';
import { SettlementFields } from './settlement.fields';
import { ShipmentsFields } from './shipments.fields';
import { TimelineFields } from './timeline.fields';

export const apiProviders = [
  ContractFields,
  OrderAmountsFields,
  OrderLinesFields,
  PartiesFields,
  PaymentFields,
  SettlementFields,
  ShipmentsFields,
  TimelineFields,
];
