import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { PaymentsModule } from '../payments/index';
import { RegionsModule } from '../regions/index';
import { apiProviders } from './api/providers';
import { commandProviders } from './commands/providers';
import { orderWork } from './domain/order-work';
import { queryProviders } from './queries/providers';
import { AcceptByTime } from './reactions/accept-by-time';
import { ExpireUnpaidOrders } from './reactions/expire-unpaid-orders';
import { MarkOrderPaid } from './reactions/mark-order-paid';
import { RemindOfPayments } from './reactions/remind-of-payments';
import { OrderReader } from './storage/order-reader';
import { Orders } from './storage/orders';
import { entities, inside } from './storage/providers';
import { SettledLineRefunds } from './storage/settled-line-refunds';
import { Settlements } from './storage/settlements';

describeWork(orderWork);

const reactions = [MarkOrderPaid, ExpireUnpaidOrders, RemindOfPayments, AcceptByTime];
const door = [Orders, OrderReader, Settlements, SettledLineRefunds];

/** 采购: bulk orders, from the basket to the settled line. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    CatalogModule,
    OrganizationsModule,
    PairingModule,
    PaymentsModule,
    RegionsModule,
  ],
  providers: [...door, ...inside, ...apiProviders, ...commandProviders, ...queryProviders, ...reactions],
  exports: door,
})
export class ProcurementModule {}
