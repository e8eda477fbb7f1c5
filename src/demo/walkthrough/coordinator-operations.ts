const FIGURES = 'gross { amount } reversals { amount } net { amount } provisional { amount }';

/** The third story: what the two offices of an agreement do, in its order. */
export const coordinatorOperations = {
  Schemes: `
query Schemes {
  countingSchemes(first: 20) {
    edges { node { scheme name { zh en } rule { id validFrom sha256 text { zh en } conditions { code zh en } } } }
  }
}`,
  TargetTree: `
query TargetTree($regionCode: RegionCode) {
  targetTree(regionCode: $regionCode) {
    asOf regime ruleVersion
    total { target { amount } ${FIGURES} }
    nodes { regionCode parentCode name target { amount } ${FIGURES} }
  }
}`,
  Outlook: `
query Outlook($agreementId: UUID!) {
  agreementOutlook(agreementId: $agreementId) {
    on
    total {
      target { amount } confirmed { amount } openOrders { amount } callOffs { amount } season { amount }
      low { amount } mid { amount } high { amount } gap { amount } dueByNow { amount } state basis
    }
    leaves { name target { amount } confirmed { amount } gap { amount } state }
  }
  tradeMeasures(agreementId: $agreementId) { decemberShare repeatRate priceIndex refundRate beyondTargetShare }
}`,
  Plans: `
query Plans($agreementId: UUID!) {
  purchasePlans(agreementId: $agreementId, first: 1) {
    totalCount
    edges { node {
      id state requestedAt lineCount acceptedCount declinedCount
      leaves { commitmentId gap { amount } planned { amount } rest { amount } causes }
      months { month most { amount } planned { amount } }
    } }
  }
}`,
  PlanLines: `
query PlanLines($purchasePlanId: UUID!) {
  purchasePlanLines(purchasePlanId: $purchasePlanId, first: 20) {
    edges { node {
      month unitName productName supplierName countyName quantity { value unit } unitPrice { amount } goods { amount }
      state reasons { code zh en }
    } }
  }
}`,
  Months: `
query Months($agreementId: UUID!) {
  countingPeriods(agreementId: $agreementId, first: 24) {
    edges { node {
      id version month state reminded escalated
      report { revision sha256 entries contestedPortions contested { amount } signedNet { amount } total { net { amount } } }
      signatures { side sha256 signedAt }
    } }
  }
}`,
  MonthLines: `
query MonthLines($periodId: UUID!) {
  countingPeriodEntries(periodId: $periodId, first: 100) {
    totalCount
    edges { node { entryId kind amount { amount } countyCode orderId claimId } }
  }
}`,
  DisputeLine: `
mutation DisputeLine($input: DisputePeriodLinesInput!) {
  disputePeriodLines(input: $input) {
    dispute { id version state lines { entryId reason amount { amount } } }
    refusals { code message path }
  }
}`,
  AnswerDispute: `
mutation AnswerDispute($input: AnswerPeriodDisputeInput!) {
  answerPeriodDispute(input: $input) {
    dispute { id version state words { side words at } }
    refusals { code message path }
  }
}`,
  WithdrawDispute: `
mutation WithdrawDispute($input: WithdrawPeriodDisputeInput!) {
  withdrawPeriodDispute(input: $input) {
    dispute { id version state }
    refusals { code message path }
  }
}`,
  SignMonth: `
mutation SignMonth($input: SignPeriodInput!) {
  signCountingPeriod(input: $input) {
    period { id version state signatures { side sha256 signedAt } }
    refusals { code message path }
  }
}`,
  Findings: `
query Findings {
  findings(first: 5) {
    totalCount
    edges { node { id kind state countyCode foundAt dueAt taken evidence { kind id } } }
  }
}`,
  Book: `
query Book($agreementId: UUID!) {
  agreementBook(agreementId: $agreementId) {
    title asOf demonstrationData
    lines { key name target { amount } ${FIGURES} completion growth }
    total { target { amount } ${FIGURES} completion growth }
  }
}`,
  Exports: `
query Exports {
  exports(first: 5) {
    edges { node { at what format rows bytes sha256 } }
  }
}`,
} as const;
