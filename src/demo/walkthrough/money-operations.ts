const STATEMENT =
  'id version state linesNew newCredit { amount } refusal { code message } errors { cell code message }';
const PAYOUT = `id version number state supplierId supplierName periodFrom periodTo
      lines { amount } carried { amount } setOff { amount } pay { amount } debtAfter { amount } fileId accountLastFour`;

/** The fourth story: an order paid in parts, and what its county cooperative is paid, in its order. */
export const moneyOperations = {
  SeeParts: `
query SeeParts($orderId: UUID!) {
  onlinePaymentOffer { offered test }
  paymentRequest(orderId: $orderId) {
    state dueOn
    parts { number kind state due { amount } paid { amount } left { amount } dueOn }
    received { amount } outstanding { amount }
    instructions { accountName accountNumber bankName transferCode amount { amount } }
  }
}`,
  PayOnline: `
mutation PayOnline($input: StartOnlinePaymentInput!) {
  startOnlinePayment(input: $input) {
    onlinePayment { id state amount { amount } }
    refusals { code message path }
  }
}`,
  SeeOnline: `
query SeeOnline($orderId: UUID!) {
  onlinePayments(orderId: $orderId, first: 1) {
    edges { node { id state amount { amount } clientSecret standInPage endedAt failureCode } }
  }
}`,
  BankLines: `
query BankLines {
  bankLines(first: 100) {
    edges { node {
      day dayPosition bookedAt direction amount { amount } balance { amount }
      serial counterpartyName counterpartyAccount memo reason
    } }
  }
}`,
  StageStatement: `
mutation StageStatement($input: StageBankStatementInput!) {
  stageBankStatement(input: $input) {
    statement { id version state }
    refusals { code message path }
  }
}`,
  SeeStatement: `
query SeeStatement($id: UUID!) {
  bankStatement(id: $id) { ${STATEMENT} }
}`,
  BookStatement: `
mutation BookStatement($input: ConfirmBankStatementInput!) {
  confirmBankStatement(input: $input) {
    statement { ${STATEMENT} }
    refusals { code message path }
  }
}`,
  OpenCase: `
mutation OpenCase($input: OpenCaseInput!) {
  openCase(input: $input) {
    afterSalesCase { id version number state dueOn lines { id claimed { amount } } }
    refusals { code message path }
  }
}`,
  ReplyToCase: `
mutation ReplyToCase($input: ReplyToCaseInput!) {
  replyToCase(input: $input) {
    afterSalesCase { id version state lines { id claimed { amount } offered { amount } } }
    refusals { code message path }
  }
}`,
  AcceptCaseOffer: `
mutation AcceptCaseOffer($input: AcceptCaseOfferInput!) {
  acceptCaseOffer(input: $input) {
    afterSalesCase { id version state lines { id awarded { amount } refunded { amount } } }
    refusals { code message path }
  }
}`,
  Payouts: `
query Payouts($states: [PayoutStatementState!]) {
  payoutStatements(states: $states, first: 100) {
    edges { node { ${PAYOUT} } }
  }
}`,
  OpenPayout: `
mutation OpenPayout($input: OpenPayoutStatementInput!) {
  openPayoutStatement(input: $input) {
    statement { id version state cutOffAt }
    refusals { code message path }
  }
}`,
  SeePayout: `
query SeePayout($id: UUID!) {
  payoutStatement(id: $id) { ${PAYOUT} }
}`,
  CalculatePayout: `
mutation CalculatePayout($input: CalculatePayoutStatementInput!) {
  calculatePayoutStatement(input: $input) {
    statement { id version state pay { amount } }
    refusals { code message path }
  }
}`,
  PayoutLines: `
query PayoutLines($statementId: UUID!) {
  payoutLines(statementId: $statementId, first: 100) {
    totalCount
    edges { node { kind orderId orderNumber eventAt amount { amount } } }
  }
}`,
  ApprovePayout: `
mutation ApprovePayout($input: ApprovePayoutStatementInput!) {
  approvePayoutStatement(input: $input) {
    statement { id version state pay { amount } }
    refusals { code message path }
  }
}`,
  MakeTransferFile: `
mutation MakeTransferFile($input: MakeTransferFileInput!) {
  makeTransferFile(input: $input) {
    file { id downloadPath transfers amount { amount } }
    refusals { code message path }
  }
}`,
  ConfirmPayout: `
mutation ConfirmPayout($input: ConfirmPayoutPaidInput!) {
  confirmPayoutPaid(input: $input) {
    statement { id version state bankReference paidAt }
    refusals { code message path }
  }
}`,
} as const;
