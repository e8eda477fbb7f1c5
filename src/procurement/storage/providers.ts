import { AcceptedGoods } from './accepted-goods';
import { AcceptedMoney } from './accepted-money';
import { Acceptance, AcceptanceLine } from './acceptance.entity';
import { AgreedDecisions } from './agreed-decisions';
import { Arriving } from './arriving';
import { AskForPayment } from './ask-for-payment';
import { DeliveryPhotos } from './delivery-photos';
import { Completion } from './completion';
import { ContractGoods } from './contract-goods';
import { ContractRevision } from './contract-revision';
import { ContractSigned } from './contract-signed';
import { Contract, ContractSignature } from './contract.entity';
import { Contracts } from './contracts';
import { Dispatching } from './dispatching';
import { Ending } from './ending';
import { DueShipments } from './due-shipments';
import { CutAnswers } from './cut-answers';
import { HarvestDecision } from './harvest-decision';
import { HarvestedLines } from './harvested-lines';
import { HelpSales } from './help-sales';
import { HeldUpAcceptance } from './held-up-acceptance';
import { JointPlacement } from './joint-placement';
import { OfferedGoods } from './offered-goods';
import { LotTakeover } from './lot-takeover';
import { Offers } from './offers';
import { OrderBook } from './order-book';
import { OrderBudget } from './order-budget';
import { OrderDesk } from './order-desk';
import { OrderLots } from './order-lots';
import { OrderLine } from './order-line.entity';
import { OverduePayments } from './overdue-payments';
import { ShipmentMoney } from './shipment-money';
import { OrderRules } from './order-rules';
import { Order } from './order.entity';
import { Placement } from './placement';
import { PlacementDecision } from './placement-decision';
import { Receiving } from './receiving';
import { SettledLineRefund, Settlement, SettlementLine } from './settlement.entity';
import { Settling } from './settling';
import { Shipment, ShipmentLine } from './shipment.entity';
import { Shipments } from './shipments';
import { TimedAcceptance } from './timed-acceptance';
import { UnitsBoughtFor } from './units-bought-for';
import { UnpaidExtras } from './unpaid-extras';

export const entities = [
  Order,
  OrderLine,
  Contract,
  ContractSignature,
  Shipment,
  ShipmentLine,
  Acceptance,
  AcceptanceLine,
  Settlement,
  SettlementLine,
  SettledLineRefund,
];

/** What only this domain uses. */
export const inside = [
  AcceptedGoods,
  AcceptedMoney,
  AgreedDecisions,
  Arriving,
  AskForPayment,
  Completion,
  DeliveryPhotos,
  ContractGoods,
  ContractRevision,
  ContractSigned,
  Contracts,
  Dispatching,
  Ending,
  DueShipments,
  CutAnswers,
  HarvestDecision,
  HarvestedLines,
  HeldUpAcceptance,
  HelpSales,
  LotTakeover,
  OfferedGoods,
  Offers,
  OrderBook,
  OrderBudget,
  OrderDesk,
  OrderLots,
  OrderRules,
  OverduePayments,
  ShipmentMoney,
  JointPlacement,
  PlacementDecision,
  Placement,
  Receiving,
  Settling,
  Shipments,
  TimedAcceptance,
  UnitsBoughtFor,
  UnpaidExtras,
];
