import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import type { LineMatch } from '../storage/invoice-matches';
import type { InvoiceMatchType } from './invoice-match.type';

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

export function shownMatch(match: LineMatch, unit: string): InvoiceMatchType {
  const { orderLineId, matched, reasons, owner } = match;
  return {
    orderLineId,
    matched,
    accepted: yuan(match.goodsFen),
    refunded: yuan(match.refundedFen),
    invoiced: yuan(match.invoicedFen),
    freight: yuan(match.freightFen),
    invoicedFreight: yuan(match.invoicedFreightFen),
    acceptedQuantity: formatQuantity(match.acceptedBase, unit),
    invoicedQuantity: formatQuantity(match.invoicedBase, unit),
    reasons,
    owner: reasons.length > 0 ? owner : null,
  };
}
