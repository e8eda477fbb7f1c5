import { AcceptCaseOffer, AcceptCaseOfferResolver } from '../commands/accept-case-offer';
import { AddCaseStatement, AddCaseStatementResolver } from '../commands/add-case-statement';
import { ConfirmCaseAward, ConfirmCaseAwardResolver } from '../commands/confirm-case-award';
import { EscalateCase, EscalateCaseResolver } from '../commands/escalate-case';
import { OpenCase, OpenCaseResolver } from '../commands/open-case';
import { ProposeCaseAward, ProposeCaseAwardResolver } from '../commands/propose-case-award';
import { ConfirmCaseReturn, ConfirmCaseReturnResolver } from '../commands/confirm-case-return';
import { DecideReturnedGoods, DecideReturnedGoodsResolver } from '../commands/decide-returned-goods';
import { RejectCaseAward, RejectCaseAwardResolver } from '../commands/reject-case-award';
import { ReplyToCase, ReplyToCaseResolver } from '../commands/reply-to-case';
import { SendCaseReturn, SendCaseReturnResolver } from '../commands/send-case-return';
import { WithdrawCase, WithdrawCaseResolver } from '../commands/withdraw-case';
import { BrowseCases } from '../queries/browse-cases';
import { CasesStayWithinLines, ReturnedGoodsAreBooked } from '../queries/prove-cases';
import { BrowseReturnedGoods } from '../queries/browse-returned-goods';
import { BookReturnedGoods } from '../reactions/book-returned-goods';
import { FinishCases } from '../reactions/finish-cases';
import { KeepCaseClocks } from '../reactions/keep-case-clocks';
import { CaseArbitration } from '../storage/case-arbitration';
import { CaseBook } from '../storage/case-book';
import { CaseClockSteps } from '../storage/case-clock-steps';
import { CaseDays } from '../storage/case-days';
import { CaseDesk } from '../storage/case-desk';
import { CaseEffect } from '../storage/case-effect';
import { CaseEscalating } from '../storage/case-escalating';
import { CaseFiles } from '../storage/case-files';
import { CaseOpening } from '../storage/case-opening';
import { CaseReader } from '../storage/case-reader';
import { CaseReplies } from '../storage/case-replies';
import { CaseReturns } from '../storage/case-returns';
import { LineRoom } from '../storage/line-room';
import { ReturnedGoodsReader } from './returned-goods-reader';
import { SettledOrders } from '../storage/settled-orders';
import { CaseFields, OrderCases } from './case.fields';

/** What cases are made of. */
export const caseProviders = [
  CaseArbitration,
  CaseBook,
  CaseClockSteps,
  CaseDays,
  CaseDesk,
  CaseEffect,
  CaseEscalating,
  CaseFiles,
  CaseOpening,
  CaseReader,
  CaseReplies,
  CaseReturns,
  LineRoom,
  ReturnedGoodsReader,
  SettledOrders,
  CaseFields,
  OrderCases,
  OpenCase,
  OpenCaseResolver,
  ReplyToCase,
  ReplyToCaseResolver,
  AcceptCaseOffer,
  AcceptCaseOfferResolver,
  EscalateCase,
  EscalateCaseResolver,
  WithdrawCase,
  WithdrawCaseResolver,
  AddCaseStatement,
  AddCaseStatementResolver,
  ProposeCaseAward,
  ProposeCaseAwardResolver,
  ConfirmCaseAward,
  ConfirmCaseAwardResolver,
  RejectCaseAward,
  RejectCaseAwardResolver,
  SendCaseReturn,
  SendCaseReturnResolver,
  ConfirmCaseReturn,
  ConfirmCaseReturnResolver,
  DecideReturnedGoods,
  DecideReturnedGoodsResolver,
  BrowseCases,
  BrowseReturnedGoods,
  CasesStayWithinLines,
  ReturnedGoodsAreBooked,
  BookReturnedGoods,
  FinishCases,
  KeepCaseClocks,
];
