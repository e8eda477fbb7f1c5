import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Acceptance, AcceptanceLine } from './storage/acceptance.entity';
import { Contract, ContractSignature } from './storage/contract.entity';
import { Order } from './storage/order.entity';
import { OrderLine } from './storage/order-line.entity';
import { Orders } from './storage/orders';
import { SettledLineRefund, Settlement, SettlementLine } from './storage/settlement.entity';
import { SettledLineRefunds } from './storage/settled-line-refunds';
import { Settlements } from './storage/settlements';
import { Shipment, ShipmentLine } from './storage/shipment.entity';

const entities = [
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

@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  providers: [Orders, Settlements, SettledLineRefunds],
  exports: [Orders, Settlements, SettledLineRefunds],
})
export class ProcurementModule {}
