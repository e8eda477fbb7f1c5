import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { caseProviders } from './api/case-providers';
import { recallProviders } from './api/recall-providers';
import { OrderRefundRequests, RefundRequestAmounts } from './api/refund-request.fields';
import { ApproveRefund, ApproveRefundResolver } from './commands/approve-refund';
import { DenyRefund, DenyRefundResolver } from './commands/deny-refund';
import { EscalateRefund, EscalateRefundResolver } from './commands/escalate-refund';
import { RequestRefund, RequestRefundResolver } from './commands/request-refund';
import { WithdrawRefundRequest, WithdrawRefundRequestResolver } from './commands/withdraw-refund-request';
import { caseWork } from './domain/case-work';
import { recallWork } from './domain/recall-work';
import { refundWork } from './domain/refund-work';
import { BrowseRefundRequests } from './queries/browse-refund-requests';
import { ExportRecall } from './queries/export-recall';
import { FinishRefundRequests } from './reactions/finish-refund-requests';
import { AfterSalesCase, CaseLine } from './storage/case.entity';
import { LotRecall } from './storage/lot-recall.entity';
import { RefundDesk } from './storage/refund-desk';
import { RefundEffect } from './storage/refund-effect';
import { RefundRequest } from './storage/refund-request.entity';
import { RefundRequestReader } from './storage/refund-request-reader';
import { RefundRequests } from './storage/refund-requests';
import { ReturnedGoods } from './storage/returned-goods.entity';

describeWork(refundWork);
describeWork(caseWork);
describeWork(recallWork);

/** 售后: what is asked back after settlement, in a line's short request or in a case. */
@Module({
  controllers: [ExportRecall],
  imports: [
    TypeOrmModule.forFeature([RefundRequest, AfterSalesCase, CaseLine, LotRecall, ReturnedGoods]),
    CatalogModule,
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
    ...recallProviders,
  ],
})
export class AftersalesModule {}
