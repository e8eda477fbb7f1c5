import { ConfirmRecallRefund, ConfirmRecallRefundResolver } from '../commands/confirm-recall-refund';
import { ProposeRecallRefund, ProposeRecallRefundResolver } from '../commands/propose-recall-refund';
import { RejectRecallRefund, RejectRecallRefundResolver } from '../commands/reject-recall-refund';
import { RecallsReachEverybody } from '../queries/prove-cases';
import { BrowseRecalls } from '../queries/browse-recalls';
import { GatherRecalledOrders } from '../reactions/gather-recalled-orders';
import { OpenLateRecallCases } from '../reactions/open-late-recall-cases';
import { RefundRecalledOrders } from '../reactions/refund-recalled-orders';
import { RecallBook } from '../storage/recall-book';
import { RecallCases } from '../storage/recall-cases';
import { RecallPrecedence } from '../storage/recall-precedence';
import { RecallReader } from './recall-reader';

/** What recalls are made of. */
export const recallProviders = [
  RecallBook,
  RecallCases,
  RecallPrecedence,
  RecallReader,
  ProposeRecallRefund,
  ProposeRecallRefundResolver,
  ConfirmRecallRefund,
  ConfirmRecallRefundResolver,
  RejectRecallRefund,
  RejectRecallRefundResolver,
  BrowseRecalls,
  RecallsReachEverybody,
  GatherRecalledOrders,
  OpenLateRecallCases,
  RefundRecalledOrders,
];
