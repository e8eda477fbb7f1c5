import { coordinatorOperations } from './coordinator-operations';
import { moneyOperations } from './money-operations';
import { sourcingOperations } from './sourcing-operations';

/**
 * What a person would type to follow one order from the shelf to the agreement's progress and back. `npm run walkthrough`
 * sends these, both languages of docs/walkthrough show the same text: a test holds the three together and true to the schema.
 */
export const operations = {
  SignIn: `
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    tokens { accessToken accessExpiresAt }
    refusals { code message path }
  }
}`,
  WhoAmI: `
query WhoAmI {
  me {
    member { login displayName roles }
    organization { id name uscc regionCode }
  }
}`,
  FindLots: `
query FindLots($filter: LotFilter!) {
  lots(filter: $filter, sort: AVAILABLE_MOST, first: 20) {
    totalCount
    edges { node {
      id productName grade recognised
      available { value unit }
      origin { code fullName }
      supplier { id name }
    } }
  }
}`,
  SeeLot: `
query SeeLot($id: UUID!) {
  lot(id: $id) {
    productName grade state harvestedOn expiresOn recognised
    certificateNo
    certificates { kind number holderName validTo }
    origin { code fullName }
    total { value unit }
    available { value unit }
    capacity { season verifiedArea { value unit } limit { value unit } registered { value unit } }
    terms {
      ladder { from { value unit } unitPrice { amount } }
      priceUnit moq { value unit } packSize { value unit } leadDays vatRate
      freight { kind amount { amount } }
    }
  }
}`,
  PreviewOrder: `
query PreviewOrder($basket: PreviewBasketInput!, $unitId: UUID!, $lotIds: [UUID!]!) {
  previewBasket(input: $basket) {
    orders {
      lines { quantity { value unit } unitPrice { amount } goods { amount } }
      goods { amount } freight { amount } total { amount }
    }
    refusals { code message path }
  }
  countingPreview(unitId: $unitId, lotIds: $lotIds) {
    lots { lotId counts agreementId pairing { east { name } west { name } } onOwnLeaf reasons { code zh en } }
  }
}`,
  PlaceOrder: `
mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    orders { id number version state approvalRequired approved total { amount } }
    refusals { code message path }
  }
}`,
  ApproveOrder: `
mutation ApproveOrder($input: ApproveOrderInput!) {
  approveOrder(input: $input) {
    order { id version state approved }
    refusals { code message path }
  }
}`,
  SeeOrder: `
query SeeOrder($id: UUID!) {
  order(id: $id) {
    number version state
    goods { amount } freight { amount } total { amount } acceptedTotal { amount }
    contract { id sha256 text downloadPath signatures { side signedAt auditHead } }
    lines { id lotId quantity { value unit } accepted { value unit } unitPrice { amount } priceUnit }
    shipments { id version number state lines { id dispatched { value unit } accepted { value unit } } }
    settlement {
      settledOn goods { amount } freight { amount } excess { amount }
      lines { id accepted { value unit } goods { amount } refunded { amount } }
    }
  }
}`,
  SignContract: `
mutation SignContract($input: SignContractInput!) {
  signContract(input: $input) {
    order { id version state }
    refusals { code message path }
  }
}`,
  SeePayment: `
query SeePayment($orderId: UUID!) {
  paymentRequest(orderId: $orderId) {
    state dueOn
    due { amount } received { amount } outstanding { amount } refundDue { amount } refunded { amount }
    instructions { accountName accountNumber bankName transferCode amount { amount } }
    payments { amount { amount } receivedAt }
    refunds { amount { amount } reason state }
  }
}`,
  RecordBankReceipt: `
mutation RecordBankReceipt($input: RecordBankReceiptInput!) {
  recordBankReceipt(input: $input) {
    recorded { id version state amount { amount } payerAccount }
    refusals { code message path }
  }
}`,
  ConfirmReceipt: `
mutation ConfirmReceipt($input: ConfirmRecordedReceiptInput!) {
  confirmRecordedReceipt(input: $input) {
    receipt { amount { amount } suspense { amount } payments { orderId amount { amount } } }
    refusals { code message path }
  }
}`,
  DispatchShipment: `
mutation DispatchShipment($input: DispatchShipmentInput!) {
  dispatchShipment(input: $input) {
    order { id version state shipments { id version number state lines { id dispatched { value unit } } } }
    refusals { code message path }
  }
}`,
  MarkArrived: `
mutation MarkArrived($input: MarkArrivedInput!) {
  markArrived(input: $input) {
    order { id version state shipments { id version number state } }
    refusals { code message path }
  }
}`,
  AcceptDelivery: `
mutation AcceptDelivery($input: AcceptDeliveryInput!) {
  acceptDelivery(input: $input) {
    order { id version state acceptedTotal { amount } }
    refusals { code message path }
  }
}`,
  CaptureInvoice: `
mutation CaptureInvoice($input: CaptureInvoiceInput!) {
  captureInvoice(input: $input) {
    invoice { id version state titlesMatch amount { amount } }
    refusals { code message path }
  }
}`,
  ConfirmInvoice: `
mutation ConfirmInvoice($input: ConfirmInvoiceInput!) {
  confirmInvoice(input: $input) {
    invoice { id version state }
    refusals { code message path }
  }
}`,
  SeeMatch: `
query SeeMatch($id: UUID!) {
  order(id: $id) {
    invoiceMatches { matched accepted { amount } invoiced { amount } invoicedFreight { amount } reasons owner }
  }
}`,
  RefundsToPay: `
query RefundsToPay($orderId: UUID!) {
  refundsToPay(orderId: $orderId, first: 5) {
    edges { node { id version reason state amount { amount } } }
  }
}`,
  ConfirmRefundPaid: `
mutation ConfirmRefundPaid($input: ConfirmRefundPaidInput!) {
  confirmRefundPaid(input: $input) {
    refundPayment { state amount { amount } paidAt }
    refusals { code message path }
  }
}`,
  Agreements: `
query Agreements($year: Int!) {
  annualAgreements(year: $year, first: 20) {
    edges { node { id year state east { name } west { name } } }
  }
}`,
  Progress: `
query Progress($agreementId: UUID!, $groupBy: ProgressGroup!) {
  progress(agreementId: $agreementId, groupBy: $groupBy) {
    committed { amount }
    total { gross { amount } reversals { amount } net { amount } provisional { amount } }
    rows { key name gross { amount } reversals { amount } net { amount } provisional { amount } }
    pending { orders since reversals { amount } }
    demonstrationData
  }
}`,
  OpenProgress: `
query OpenProgress($agreementId: UUID!, $filter: CountedPortionFilter!) {
  countedPortions(agreementId: $agreementId, filter: $filter, first: 20) {
    edges { node {
      orderNumber state countedOn countyCode categoryCode ruleVersion
      gross { amount } reversed { amount } net { amount }
      settlement { acceptanceId acceptedAt settledOn goods { amount } refunded { amount } }
      payments { paymentId amount { amount } creditedAt }
    } }
  }
}`,
  RequestRefund: `
mutation RequestRefund($input: RequestRefundInput!) {
  requestRefund(input: $input) {
    refundRequest { id version state requested { amount } }
    refusals { code message path }
  }
}`,
  ApproveRefund: `
mutation ApproveRefund($input: ApproveRefundInput!) {
  approveRefund(input: $input) {
    refundRequest { id version state approved { amount } }
    refusals { code message path }
  }
}`,
  ...sourcingOperations,
  ...coordinatorOperations,
  ...moneyOperations,
} as const;

export type OperationName = keyof typeof operations;
