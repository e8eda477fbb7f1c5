import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { caseProviders } from './api/case-providers';
import { OrderRefundRequests, RefundRequestAmounts } from './api/refund-request.fields';
import { ApproveRefund, ApproveRefundResolver } from './commands/approve-refund';
import { DenyRefund, DenyRefundResolver } from './commands/deny-refund';
import { EscalateRefund, EscalateRefundResolver } from './commands/escalate-refund';
import { RequestRefund, RequestRefundResolver } from './commands/request-refund';
import { WithdrawRefundRequest, WithdrawRefundRequestResolver } from './commands/withdraw-refund-request';
import { caseWork } from './domain/case-work';
import { refundWork } from './domain/refund-work';
import { BrowseRefundRequests } from './queries/browse-refund-requests';
import { FinishRefundRequests } from './reactions/finish-refund-requests';
import { AfterSalesCase, CaseLine } from './storage/case.entity';
import { RefundDesk } from './storage/refund-desk';
import { RefundEffect } from './storage/refund-effect';
import { RefundRequest } from './storage/refund-request.entity';
import { RefundRequestReader } from './storage/refund-request-reader';
import { RefundRequests } from './storage/refund-requests';

describeWork(refundWork);
describeWork(caseWork);

/** 售后: what is asked back after settlement, in a line's short request or in a case. */
@Module({
  imports: [
    TypeOrmModule.forFeature([RefundRequest, AfterSalesCase, CaseLine]),
    OrganizationsModule,
    ProcurementModule,
    RegionsModule,
  ],
  providers: [
    RefundRequests,
    RefundRequestReader,
    RefundDesk,
    RefundEffect,
    OrderRefundRequests,
    RefundRequestAmounts,
    RequestRefund,
    RequestRefundResolver,
    ApproveRefund,
    ApproveRefundResolver,
    DenyRefund,
    DenyRefundResolver,
    EscalateRefund,
    EscalateRefundResolver,
    WithdrawRefundRequest,
    WithdrawRefundRequestResolver,
    BrowseRefundRequests,
    FinishRefundRequests,
    ...caseProviders,
  ],
})
export class AftersalesModule {}
