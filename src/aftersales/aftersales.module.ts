import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { PaymentsModule } from '../payments/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { CaseFields, OrderCases } from './api/case.fields';
import { RecallReader } from './api/recall-reader';
import { OrderRefundRequests, RefundRequestAmounts } from './api/refund-request.fields';
import { ReturnedGoodsReader } from './api/returned-goods-reader';
import { AcceptCaseOffer, AcceptCaseOfferResolver } from './commands/accept-case-offer';
import { AddCaseStatement, AddCaseStatementResolver } from './commands/add-case-statement';
import { ApproveRefund, ApproveRefundResolver } from './commands/approve-refund';
import { ConfirmCaseAward, ConfirmCaseAwardResolver } from './commands/confirm-case-award';
import { ConfirmCaseReturn, ConfirmCaseReturnResolver } from './commands/confirm-case-return';
import { ConfirmRecallRefund, ConfirmRecallRefundResolver } from './commands/confirm-recall-refund';
import { DecideReturnedGoods, DecideReturnedGoodsResolver } from './commands/decide-returned-goods';
import { DenyRefund, DenyRefundResolver } from './commands/deny-refund';
import { EscalateCase, EscalateCaseResolver } from './commands/escalate-case';
import { EscalateRefund, EscalateRefundResolver } from './commands/escalate-refund';
import { OpenCase, OpenCaseResolver } from './commands/open-case';
import { ProposeCaseAward, ProposeCaseAwardResolver } from './commands/propose-case-award';
import { ProposeRecallRefund, ProposeRecallRefundResolver } from './commands/propose-recall-refund';
import { RejectCaseAward, RejectCaseAwardResolver } from './commands/reject-case-award';
import { RejectRecallRefund, RejectRecallRefundResolver } from './commands/reject-recall-refund';
import { ReplyToCase, ReplyToCaseResolver } from './commands/reply-to-case';
import { RequestRefund, RequestRefundResolver } from './commands/request-refund';
import { SendCaseReturn, SendCaseReturnResolver } from './commands/send-case-return';
import { WithdrawCase, WithdrawCaseResolver } from './commands/withdraw-case';
import { WithdrawRefundRequest, WithdrawRefundRequestResolver } from './commands/withdraw-refund-request';
import { caseWork } from './domain/case-work';
import { recallWork } from './domain/recall-work';
import { refundWork } from './domain/refund-work';
import { BrowseCases } from './queries/browse-cases';
import { BrowseRecalls } from './queries/browse-recalls';
import { BrowseRefundRequests } from './queries/browse-refund-requests';
import { BrowseReturnedGoods } from './queries/browse-returned-goods';
import { ExportRecall } from './queries/export-recall';
import {
  CasesStayWithinLines,
  RecallsReachEverybody,
  ReturnedGoodsAreBooked,
  WhatIsPaidBackIsPaid,
} from './queries/prove-cases';
import { BookReturnedGoods } from './reactions/book-returned-goods';
import { FinishCases } from './reactions/finish-cases';
import { FinishRefundRequests } from './reactions/finish-refund-requests';
import { GatherRecalledOrders } from './reactions/gather-recalled-orders';
import { KeepCaseClocks } from './reactions/keep-case-clocks';
import { KeepRecallClocks } from './reactions/keep-recall-clocks';
import { OpenLateRecallCases } from './reactions/open-late-recall-cases';
import { RefundRecalledOrders } from './reactions/refund-recalled-orders';
import { RefundWaitingCases } from './reactions/refund-waiting-cases';
import { AfterSalesCase, CaseLine } from './storage/case.entity';
import { LotRecall } from './storage/lot-recall.entity';
import { caseStorage } from './storage/providers';
import { RefundArbitration } from './storage/refund-arbitration';
import { RefundDesk } from './storage/refund-desk';
import { RefundEffect } from './storage/refund-effect';
import { RefundRequestReader } from './storage/refund-request-reader';
import { RefundRequest } from './storage/refund-request.entity';
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
    PaymentsModule,
    ProcurementModule,
    RegionsModule,
  ],
  providers: [
    RefundRequests,
    RefundRequestReader,
    RefundDesk,
    RefundEffect,
    RefundArbitration,
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
    ...caseStorage,
    CaseFields,
    OrderCases,
    RecallReader,
    ReturnedGoodsReader,
    AcceptCaseOffer,
    AcceptCaseOfferResolver,
    AddCaseStatement,
    AddCaseStatementResolver,
    ConfirmCaseAward,
    ConfirmCaseAwardResolver,
    EscalateCase,
    EscalateCaseResolver,
    OpenCase,
    OpenCaseResolver,
    ProposeCaseAward,
    ProposeCaseAwardResolver,
    ConfirmCaseReturn,
    ConfirmCaseReturnResolver,
    DecideReturnedGoods,
    DecideReturnedGoodsResolver,
    RejectCaseAward,
    RejectCaseAwardResolver,
    ReplyToCase,
    ReplyToCaseResolver,
    SendCaseReturn,
    SendCaseReturnResolver,
    WithdrawCase,
    WithdrawCaseResolver,
    BrowseCases,
    CasesStayWithinLines,
    ReturnedGoodsAreBooked,
    WhatIsPaidBackIsPaid,
    BrowseReturnedGoods,
    BookReturnedGoods,
    FinishCases,
    KeepCaseClocks,
    KeepRecallClocks,
    ConfirmRecallRefund,
    ConfirmRecallRefundResolver,
    ProposeRecallRefund,
    ProposeRecallRefundResolver,
    RejectRecallRefund,
    RejectRecallRefundResolver,
    RecallsReachEverybody,
    BrowseRecalls,
    GatherRecalledOrders,
    OpenLateRecallCases,
    RefundRecalledOrders,
    RefundWaitingCases,
  ],
})
export class AftersalesModule {}
