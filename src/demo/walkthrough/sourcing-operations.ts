/** What a person would type to follow a need from the request to the orders: the second story of the walk-through. */
export const sourcingOperations = {
  DraftRequest: `
mutation DraftRequest($input: DraftSourcingRequestInput!) {
  draftSourcingRequest(input: $input) {
    sourcingRequest { id number version revision state worth { amount } }
    refusals { code message path }
  }
}`,
  PublishRequest: `
mutation PublishRequest($input: PublishSourcingRequestInput!) {
  publishSourcingRequest(input: $input) {
    sourcingRequest { id number version revision state worth { amount } }
    refusals { code message path }
  }
}`,
  ApproveRequest: `
mutation ApproveRequest($input: ApproveSourcingRequestInput!) {
  approveSourcingRequest(input: $input) {
    sourcingRequest { id number version revision state worth { amount } }
    refusals { code message path }
  }
}`,
  RequestMatchRun: `
mutation RequestMatchRun($input: RequestMatchRunInput!) {
  requestMatchRun(input: $input) {
    matchRun { id state asOf }
    refusals { code message path }
  }
}`,
  SeeMatchRun: `
query SeeMatchRun($id: UUID!) {
  matchRun(id: $id) {
    state failure rulesVersion seed lineCount supplyCount
    report {
      lines linesServed plainCost { amount } proposedCost { amount }
      priceOfFairness { amount } priceOfFairnessBound { amount } countyGiniPartsPerMillion
    }
  }
}`,
  SeeProposal: `
query SeeProposal($sourcingRequestId: UUID!) {
  matchProposal(sourcingRequestId: $sourcingRequestId) {
    id version state matchRunId
    windows {
      lineId wanted { value unit } served { value unit }
      supplies {
        quantity { value unit } landed { yuan per }
        terms { pairing { yuan per } lateness { yuan per } grade { yuan per } repeat { yuan per } }
        insteadOf { dearerBy { yuan per } floorIds supply { productName } }
        supply { kind productName supplier { id name } }
      }
      losing { cheaperBy { yuan per } exact supply { productName supplier { name } } }
    }
  }
}`,
  AcceptProposal: `
mutation AcceptProposal($input: AcceptMatchProposalInput!) {
  acceptMatchProposal(input: $input) {
    matchProposal { id version state }
    refusals { code message path }
  }
}`,
  ReadRequest: `
query ReadRequest($id: UUID!) {
  publishedRequest(id: $id) {
    number title revision quoteDeadline
    lines { id position categoryCode leastGrade deliveryCounty maximum { value unit } windows { from until } }
  }
}`,
  SubmitQuote: `
mutation SubmitQuote($input: SubmitQuoteInput!) {
  submitQuote(input: $input) {
    quote { id version state currentNumber }
    refusals { code message path }
  }
}`,
  CompareQuotes: `
query CompareQuotes($sourcingRequestId: UUID!) {
  quoteComparison(sourcingRequestId: $sourcingRequestId) {
    lines {
      position deliveryCounty wanted { value unit } cap { amount } capUnit
      offers {
        quoteId number supplierId supplierName quantity { value unit }
        goods { amount } freight { amount } landed { amount } landedPerUnit { amount } cheapest aboveCap onTime
      }
    }
  }
}`,
  AwardQuotes: `
mutation AwardQuotes($input: AwardQuotesInput!) {
  awardQuotes(input: $input) {
    awards { id state quoteId total { amount } orderIds }
    refusals { code message path }
  }
}`,
  SeeRequest: `
query SeeRequest($id: UUID!) {
  sourcingRequest(id: $id) { number version state quoteDeadline }
}`,
  SeeAwardedOrder: `
query SeeAwardedOrder($id: UUID!) {
  order(id: $id) {
    number state approvalRequired approved
    total { amount }
    lines { quantity { value unit } unitPrice { amount } priceUnit }
  }
}`,
} as const;
