export interface Money {
  amount: string;
}
interface Forecast {
  state: string;
  dueOn: string;
  basis: string;
  years: number[];
  leftOut: number[];
  target: Money;
  confirmed: Money;
  dueByNow: Money;
  openOrders: Money;
  callOffs: Money;
  season: Money;
  low: Money;
  mid: Money;
  high: Money;
  gap: Money;
}
export interface Outlook {
  on: string;
  total: Forecast;
  leaves: (Forecast & { name: string; commitmentId: string })[];
}
const AMOUNTS = [
  'target',
  'confirmed',
  'dueByNow',
  'openOrders',
  'callOffs',
  'season',
  'low',
  'mid',
  'high',
  'gap',
];
const FORECAST = `state dueOn basis years leftOut ${AMOUNTS.map((name) => `${name} { amount }`).join(' ')}`;
export const OUTLOOK = `query ($id: UUID!) { agreementOutlook(agreementId: $id) { on total { ${FORECAST} } leaves { name commitmentId ${FORECAST} } } }`;
export const MEASURES = `query ($id: UUID!) { tradeMeasures(agreementId: $id) { net { amount } decemberShare monthEndShare
  repeatRate priceIndex refundRate beyondTargetShare } }`;
export const TOLD = `query ($id: UUID!, $first: Int!, $after: Cursor) { toldForecasts(agreementId: $id, first: $first, after: $after) {
  totalCount pageInfo { endCursor } edges { node { madeOn state mid { amount } } } } }`;

export interface ShownPlan {
  id: string;
  version: number;
  state: string;
  failure: string | null;
  complete: boolean | null;
  leaves: { commitmentId: string; gap: Money; planned: Money; rest: Money; causes: string[] }[];
  months: { month: string; most: Money; planned: Money }[];
  lineCount: number;
  acceptedCount: number;
  declinedCount: number;
  inputSha256: string | null;
}
export const PLAN = `id version state failure complete lineCount acceptedCount declinedCount inputSha256
  leaves { commitmentId gap { amount } planned { amount } rest { amount } causes } months { month most { amount } planned { amount } }`;

export interface ShownPlanLine {
  id: string;
  version: number;
  state: string;
  unitId: string | null;
  goodsKind: string;
  countyName: string;
  month: string;
  quantity: { value: string; unit: string };
  accepted: { value: string } | null;
  unitPrice: Money;
  goods: Money;
  reasons: { code: string; zh: string }[];
  declineReason: string | null;
  sourcingRequestId: string | null;
}
export const LINE = `id version state unitId goodsKind countyName month quantity { value unit } accepted { value } unitPrice { amount }
  goods { amount } reasons { code zh en } declineReason sourcingRequestId`;
