/** On `case:<id>`: goods of the case came back; its lines say how much. */
export const CASE_GOODS_RECEIVED = 'CaseGoodsReceived';
