import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '../ledger/index';
import { PaymentRequest } from './storage/payment-request.entity';
import { PaymentRequests } from './storage/payment-requests';
import { Positions } from './storage/positions';
import { RefundPayment } from './storage/refund-payment.entity';
import { RefundRows } from './storage/refund-rows';
import { Refunding } from './storage/refunding';
import { RequestRows } from './storage/request-rows';
import { SuspenseMatch } from './storage/suspense-match.entity';

@Module({
  imports: [TypeOrmModule.forFeature([PaymentRequest, SuspenseMatch, RefundPayment]), LedgerModule],
  providers: [PaymentRequests, Positions, Refunding, RefundRows, RequestRows],
  exports: [PaymentRequests],
})
export class PaymentsModule {}
