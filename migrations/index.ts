import { CreatePlatform1795300000100 } from './1795300000100-create-platform';
import { MarkDemoYearComplete1795300000102 } from './1795300000102-mark-demo-year-complete';
import { SealBySnapshot1795300000103 } from './1795300000103-seal-by-snapshot';
import { RememberTheRequestBehindAnEvent1795300000104 } from './1795300000104-remember-the-request-behind-an-event';
import { GuardFiles1795300000110 } from './1795300000110-guard-files';
import { FindOldKeys1795300000111 } from './1795300000111-find-old-keys';
import { RememberHowFarAnEventIsHandled1795300000112 } from './1795300000112-remember-how-far-an-event-is-handled';
import { CountUploadTries1795300000113 } from './1795300000113-count-upload-tries';
import { LetReactionsWorkInBatches1795300000120 } from './1795300000120-let-reactions-work-in-batches';
import { CreateRegions1795300000200 } from './1795300000200-create-regions';
import { CreateOrganizations1795300000300 } from './1795300000300-create-organizations';
import { CreateSupplierAdmissions1795300000301 } from './1795300000301-create-supplier-admissions';
import { CreateBudgetsAndTasks1795300000302 } from './1795300000302-create-budgets-and-tasks';
import { RememberSignInAddresses1795300000303 } from './1795300000303-remember-sign-in-addresses';
import { CreateDisclosures1795300000310 } from './1795300000310-create-disclosures';
import { LetPeopleBeErased1795300000311 } from './1795300000311-let-people-be-erased';
import { LetHubsHoldSeveralMandates1795300000320 } from './1795300000320-let-hubs-hold-several-mandates';
import { RememberWhereUnitsStood1795300000330 } from './1795300000330-remember-where-units-stood';
import { CreatePairing1795300000400 } from './1795300000400-create-pairing';
import { RelateOrganizations1795300000401 } from './1795300000401-relate-organizations';
import { LetTargetsBeTrees1795300000402 } from './1795300000402-let-targets-be-trees';
import { NameWhoAnswers1795300000415 } from './1795300000415-name-who-answers';
import { FileReserves1795300000450 } from './1795300000450-file-reserves';
import { CreateCatalog1795300000500 } from './1795300000500-create-catalog';
import { RememberWhoHeldALot1795300000501 } from './1795300000501-remember-who-held-a-lot';
import { IndexLotsForSale1795300000502 } from './1795300000502-index-lots-for-sale';
import { KeepLandForAnnouncedHarvests1795300000503 } from './1795300000503-keep-land-for-announced-harvests';
import { LetUnsoldGoodsComeBack1795300000505 } from './1795300000505-let-unsold-goods-come-back';
import { CreateForwardSupply1795300000550 } from './1795300000550-create-forward-supply';
import { ReserveAnnouncedHarvests1795300000551 } from './1795300000551-reserve-announced-harvests';
import { ReserveInWholePacks1795300000552 } from './1795300000552-reserve-in-whole-packs';
import { ReserveNoLessThanIsOfUse1795300000553 } from './1795300000553-reserve-no-less-than-is-of-use';
import { CreateHelpSellMandates1795300000560 } from './1795300000560-create-help-sell-mandates';
import { CreateLedger1795300000600 } from './1795300000600-create-ledger';
import { WidenLedger1795300000601 } from './1795300000601-widen-ledger';
import { LetMoneyLieWithSuppliersAtTheProvider1795300000602 } from './1795300000602-let-money-lie-with-suppliers-at-the-provider';
import { LetChangedAccountsRest1795300000650 } from './1795300000650-let-changed-accounts-rest';
import { CreatePayments1795300000700 } from './1795300000700-create-payments';
import { CreateSuspenseReturns1795300000701 } from './1795300000701-create-suspense-returns';
import { CreateCustodyAccountProposals1795300000702 } from './1795300000702-create-custody-account-proposals';
import { LetReceiptsFollowTheirKeys1795300000710 } from './1795300000710-let-receipts-follow-their-keys';
import { CreatePaymentParts1795300000711 } from './1795300000711-create-payment-parts';
import { CreateBankStatements1795300000720 } from './1795300000720-create-bank-statements';
import { AskWhoPaysForOthers1795300000721 } from './1795300000721-ask-who-pays-for-others';
import { TellRefundsOfStatements1795300000722 } from './1795300000722-tell-refunds-of-statements';
import { SayWhatEveryBankLineIs1795300000723 } from './1795300000723-say-what-every-bank-line-is';
import { SupplementDaysBegunLate1795300000724 } from './1795300000724-supplement-days-begun-late';
import { LetMoneyComeByAProvider1795300000750 } from './1795300000750-let-money-come-by-a-provider';
import { CreateStripe1795300000751 } from './1795300000751-create-stripe';
import { PaySuppliersByConnect1795300000752 } from './1795300000752-pay-suppliers-by-connect';
import { LetRefundsDiffer1795300000757 } from './1795300000757-let-refunds-differ';
import { LetLostDisputesPayBack1795300000758 } from './1795300000758-let-lost-disputes-pay-back';
import { LookAfterOpenDisputes1795300000759 } from './1795300000759-look-after-open-disputes';
import { SeeWhereConnectPaysTo1795300000760 } from './1795300000760-see-where-connect-pays-to';
import { AskSeldomOfStrangeMovements1795300000761 } from './1795300000761-ask-seldom-of-strange-movements';
import { LetMoreBePaidThanPartsAsk1795300000763 } from './1795300000763-let-more-be-paid-than-parts-ask';
import { SayWhoBearsTheChannel1795300000770 } from './1795300000770-say-who-bears-the-channel';
import { CreateOrders1795300000800 } from './1795300000800-create-orders';
import { KeepContractsWithTheirOrders1795300000801 } from './1795300000801-keep-contracts-with-their-orders';
import { CountEveryOrderInItsYear1795300000803 } from './1795300000803-count-every-order-in-its-year';
import { RememberHeldUpAcceptances1795300000804 } from './1795300000804-remember-held-up-acceptances';
import { SettleWhatWasPaid1795300000805 } from './1795300000805-settle-what-was-paid';
import { PlaceOrdersOnAgreedTerms1795300000806 } from './1795300000806-place-orders-on-agreed-terms';
import { OrderAnnouncedHarvests1795300000807 } from './1795300000807-order-announced-harvests';
import { LetUnitsShareAQuote1795300000809 } from './1795300000809-let-units-share-a-quote';
import { KeepCallOffsWithinTheirAgreement1795300000810 } from './1795300000810-keep-call-offs-within-their-agreement';
import { NameWhoOfferedAnOrder1795300000812 } from './1795300000812-name-who-offered-an-order';
import { NameSamplesInOrders1795300000820 } from './1795300000820-name-samples-in-orders';
import { AnswerCutsByADay1795300000821 } from './1795300000821-answer-cuts-by-a-day';
import { ProveCutAnswers1795300000822 } from './1795300000822-prove-cut-answers';
import { LetOrdersCarryTheirChannel1795300000830 } from './1795300000830-let-orders-carry-their-channel';
import { NameWhoSpokeForASide1795300000831 } from './1795300000831-name-who-spoke-for-a-side';
import { LetOrdersCarryTheirPaymentPlan1795300000845 } from './1795300000845-let-orders-carry-their-payment-plan';
import { LetSettledLinesSayWhatTheyAreOf1795300000850 } from './1795300000850-let-settled-lines-say-what-they-are-of';
import { CreateRefundRequests1795300000900 } from './1795300000900-create-refund-requests';
import { LetReturnedGoodsComeBack1795300000506 } from './1795300000506-let-returned-goods-come-back';
import { OpenAftersalesCases1795300000901 } from './1795300000901-open-aftersales-cases';
import { KeepReturnedGoods1795300000902 } from './1795300000902-keep-returned-goods';
import { GatherRecalls1795300000903 } from './1795300000903-gather-recalls';
import { RemindOfRecalls1795300000904 } from './1795300000904-remind-of-recalls';
import { LetTwoArbitrateRefunds1795300000905 } from './1795300000905-let-two-arbitrate-refunds';
import { ConfirmRecordedReceipts1795300000910 } from './1795300000910-confirm-recorded-receipts';
import { TakeBackReturnedRefunds1795300000911 } from './1795300000911-take-back-returned-refunds';
import { FindReceiptsByAmount1795300000912 } from './1795300000912-find-receipts-by-amount';
import { HoldWhatWasTypedOtherwise1795300000913 } from './1795300000913-hold-what-was-typed-otherwise';
import { CreatePayouts1795300000950 } from './1795300000950-create-payouts';
import { LetFailedStatementsOpenAgain1795300000951 } from './1795300000951-let-failed-statements-open-again';
import { LetStatementsBePaidByConnect1795300000953 } from './1795300000953-let-statements-be-paid-by-connect';
import { TellPayoutsOfStatements1795300000956 } from './1795300000956-tell-payouts-of-statements';
import { OpenStatementsOfRunningPeriods1795300000957 } from './1795300000957-open-statements-of-running-periods';
import { RememberFailedPayouts1795300000958 } from './1795300000958-remember-failed-payouts';
import { CreateInvoices1795300000970 } from './1795300000970-create-invoices';
import { VoidInvoices1795300000971 } from './1795300000971-void-invoices';
import { CreateHubMandates1795300001050 } from './1795300001050-create-hub-mandates';
import { CreateSourcingRequests1795300001100 } from './1795300001100-create-sourcing-requests';
import { LetRequestsBePooled1795300001101 } from './1795300001101-let-requests-be-pooled';
import { LetRequestsBeQuoted1795300001110 } from './1795300001110-let-requests-be-quoted';
import { CreatePools1795300001150 } from './1795300001150-create-pools';
import { LetUnitsSayTheirPairing1795300001151 } from './1795300001151-let-units-say-their-pairing';
import { CreateQuotes1795300001200 } from './1795300001200-create-quotes';
import { CreateQuoteAwards1795300001201 } from './1795300001201-create-quote-awards';
import { QuoteAnnouncedHarvests1795300001220 } from './1795300001220-quote-announced-harvests';
import { LetAwardsLapse1795300001230 } from './1795300001230-let-awards-lapse';
import { LetAwardsNameTheirChannel1795300001231 } from './1795300001231-let-awards-name-their-channel';
import { LetQuotesCarryTheirPaymentPlan1795300001235 } from './1795300001235-let-quotes-carry-their-payment-plan';
import { CreateSamples1795300001240 } from './1795300001240-create-samples';
import { CreateFrameworkAgreements1795300001250 } from './1795300001250-create-framework-agreements';
import { TieFrameworksToTheirSidesAndOrders1795300001251 } from './1795300001251-tie-frameworks-to-their-sides-and-orders';
import { ProveOrdersOfFrameworks1795300001252 } from './1795300001252-prove-orders-of-frameworks';
import { CallOffAnnouncedHarvests1795300001260 } from './1795300001260-call-off-announced-harvests';
import { LetFrameworksCarryTheirPaymentPlan1795300001265 } from './1795300001265-let-frameworks-carry-their-payment-plan';
import { CreateClaims1795300001280 } from './1795300001280-create-claims';
import { ImportClaims1795300001281 } from './1795300001281-import-claims';
import { LetImportsSayTheirRows1795300001290 } from './1795300001290-let-imports-say-their-rows';
import { FindTwinsByLotAndSum1795300001291 } from './1795300001291-find-twins-by-lot-and-sum';
import { CreateCounting1795300001300 } from './1795300001300-create-counting';
import { SayWhyEntriesAreReversed1795300001301 } from './1795300001301-say-why-entries-are-reversed';
import { CloseCountingPeriods1795300001302 } from './1795300001302-close-counting-periods';
import { KeepCountingTotals1795300001303 } from './1795300001303-keep-counting-totals';
import { CountInSeveralSchemes1795300001310 } from './1795300001310-count-in-several-schemes';
import { LetRulesBeCorrected1795300001311 } from './1795300001311-let-rules-be-corrected';
import { TieEntriesToClaims1795300001318 } from './1795300001318-tie-entries-to-claims';
import { DisputeLinesOfClosedMonths1795300001320 } from './1795300001320-dispute-lines-of-closed-months';
import { RestateLockedMonths1795300001321 } from './1795300001321-restate-locked-months';
import { KeepCountingTotalsByDay1795300001330 } from './1795300001330-keep-counting-totals-by-day';
import { DecideDisputesJointly1795300001335 } from './1795300001335-decide-disputes-jointly';
import { AskOnlyClosedMonths1795300001340 } from './1795300001340-ask-only-closed-months';
import { KeepTotalsOfRegions1795300001345 } from './1795300001345-keep-totals-of-regions';
import { CreateForecasting1795300001350 } from './1795300001350-create-forecasting';
import { TakeInvoiceNumbersForClaims1795300001355 } from './1795300001355-take-invoice-numbers-for-claims';
import { ReverseByInvoices1795300001356 } from './1795300001356-reverse-by-invoices';
import { DigestWhatEntriesSay1795300001358 } from './1795300001358-digest-what-entries-say';
import { IndexEntriesByLeaf1795300001360 } from './1795300001360-index-entries-by-leaf';
import { CreateFindings1795300001400 } from './1795300001400-create-findings';
import { ContestPortionsAgain1795300001402 } from './1795300001402-contest-portions-again';
import { KnowWhatWasDismissed1795300001403 } from './1795300001403-know-what-was-dismissed';
import { CreateMatchRuns1795300001500 } from './1795300001500-create-match-runs';
import { LetRunsComeByNight1795300001501 } from './1795300001501-let-runs-come-by-night';
import { CreatePurchasePlans1795300001520 } from './1795300001520-create-purchase-plans';
import { CreateRescueRounds1795300001550 } from './1795300001550-create-rescue-rounds';
import { TakeRescuedGoodsOverChannels1795300001551 } from './1795300001551-take-rescued-goods-over-channels';
import { RecordExports1795300001600 } from './1795300001600-record-exports';
import { PublishYearlyFigures1795300001601 } from './1795300001601-publish-yearly-figures';
import { KeepWhatPeopleSigned1795300001610 } from './1795300001610-keep-what-people-signed';
import { parkMigrations } from './parks';

const stampOf = ({ name }: { name: string }): number => Number(/\d+$/.exec(name)?.[0]);

const tradeMigrations = [
  CreatePlatform1795300000100,
  MarkDemoYearComplete1795300000102,
  SealBySnapshot1795300000103,
  RememberTheRequestBehindAnEvent1795300000104,
  GuardFiles1795300000110,
  FindOldKeys1795300000111,
  RememberHowFarAnEventIsHandled1795300000112,
  CountUploadTries1795300000113,
  LetReactionsWorkInBatches1795300000120,
  CreateRegions1795300000200,
  CreateOrganizations1795300000300,
  CreateSupplierAdmissions1795300000301,
  CreateBudgetsAndTasks1795300000302,
  RememberSignInAddresses1795300000303,
  CreateDisclosures1795300000310,
  LetPeopleBeErased1795300000311,
  LetHubsHoldSeveralMandates1795300000320,
  RememberWhereUnitsStood1795300000330,
  CreatePairing1795300000400,
  RelateOrganizations1795300000401,
  LetTargetsBeTrees1795300000402,
  NameWhoAnswers1795300000415,
  FileReserves1795300000450,
  CreateCatalog1795300000500,
  RememberWhoHeldALot1795300000501,
  IndexLotsForSale1795300000502,
  KeepLandForAnnouncedHarvests1795300000503,
  LetUnsoldGoodsComeBack1795300000505,
  LetReturnedGoodsComeBack1795300000506,
  CreateForwardSupply1795300000550,
  ReserveAnnouncedHarvests1795300000551,
  ReserveInWholePacks1795300000552,
  ReserveNoLessThanIsOfUse1795300000553,
  CreateHelpSellMandates1795300000560,
  CreateLedger1795300000600,
  WidenLedger1795300000601,
  LetMoneyLieWithSuppliersAtTheProvider1795300000602,
  LetChangedAccountsRest1795300000650,
  CreatePayments1795300000700,
  CreateSuspenseReturns1795300000701,
  CreateCustodyAccountProposals1795300000702,
  LetReceiptsFollowTheirKeys1795300000710,
  CreatePaymentParts1795300000711,
  CreateBankStatements1795300000720,
  AskWhoPaysForOthers1795300000721,
  TellRefundsOfStatements1795300000722,
  SayWhatEveryBankLineIs1795300000723,
  SupplementDaysBegunLate1795300000724,
  LetMoneyComeByAProvider1795300000750,
  CreateStripe1795300000751,
  PaySuppliersByConnect1795300000752,
  LetRefundsDiffer1795300000757,
  LetLostDisputesPayBack1795300000758,
  LookAfterOpenDisputes1795300000759,
  SeeWhereConnectPaysTo1795300000760,
  AskSeldomOfStrangeMovements1795300000761,
  LetMoreBePaidThanPartsAsk1795300000763,
  SayWhoBearsTheChannel1795300000770,
  CreateOrders1795300000800,
  KeepContractsWithTheirOrders1795300000801,
  CountEveryOrderInItsYear1795300000803,
  RememberHeldUpAcceptances1795300000804,
  SettleWhatWasPaid1795300000805,
  PlaceOrdersOnAgreedTerms1795300000806,
  OrderAnnouncedHarvests1795300000807,
  LetUnitsShareAQuote1795300000809,
  KeepCallOffsWithinTheirAgreement1795300000810,
  NameWhoOfferedAnOrder1795300000812,
  NameSamplesInOrders1795300000820,
  AnswerCutsByADay1795300000821,
  ProveCutAnswers1795300000822,
  LetOrdersCarryTheirChannel1795300000830,
  NameWhoSpokeForASide1795300000831,
  LetOrdersCarryTheirPaymentPlan1795300000845,
  LetSettledLinesSayWhatTheyAreOf1795300000850,
  CreateRefundRequests1795300000900,
  OpenAftersalesCases1795300000901,
  KeepReturnedGoods1795300000902,
  GatherRecalls1795300000903,
  RemindOfRecalls1795300000904,
  LetTwoArbitrateRefunds1795300000905,
  ConfirmRecordedReceipts1795300000910,
  TakeBackReturnedRefunds1795300000911,
  FindReceiptsByAmount1795300000912,
  HoldWhatWasTypedOtherwise1795300000913,
  CreatePayouts1795300000950,
  LetFailedStatementsOpenAgain1795300000951,
  LetStatementsBePaidByConnect1795300000953,
  TellPayoutsOfStatements1795300000956,
  OpenStatementsOfRunningPeriods1795300000957,
  RememberFailedPayouts1795300000958,
  CreateInvoices1795300000970,
  VoidInvoices1795300000971,
  CreateHubMandates1795300001050,
  CreateSourcingRequests1795300001100,
  LetRequestsBePooled1795300001101,
  LetRequestsBeQuoted1795300001110,
  CreatePools1795300001150,
  LetUnitsSayTheirPairing1795300001151,
  CreateQuotes1795300001200,
  CreateQuoteAwards1795300001201,
  QuoteAnnouncedHarvests1795300001220,
  LetAwardsLapse1795300001230,
  LetAwardsNameTheirChannel1795300001231,
  LetQuotesCarryTheirPaymentPlan1795300001235,
  CreateSamples1795300001240,
  CreateFrameworkAgreements1795300001250,
  TieFrameworksToTheirSidesAndOrders1795300001251,
  ProveOrdersOfFrameworks1795300001252,
  CallOffAnnouncedHarvests1795300001260,
  LetFrameworksCarryTheirPaymentPlan1795300001265,
  CreateClaims1795300001280,
  ImportClaims1795300001281,
  LetImportsSayTheirRows1795300001290,
  FindTwinsByLotAndSum1795300001291,
  CreateCounting1795300001300,
  SayWhyEntriesAreReversed1795300001301,
  CloseCountingPeriods1795300001302,
  KeepCountingTotals1795300001303,
  CountInSeveralSchemes1795300001310,
  LetRulesBeCorrected1795300001311,
  TieEntriesToClaims1795300001318,
  DisputeLinesOfClosedMonths1795300001320,
  RestateLockedMonths1795300001321,
  KeepCountingTotalsByDay1795300001330,
  DecideDisputesJointly1795300001335,
  AskOnlyClosedMonths1795300001340,
  KeepTotalsOfRegions1795300001345,
  CreateForecasting1795300001350,
  TakeInvoiceNumbersForClaims1795300001355,
  ReverseByInvoices1795300001356,
  DigestWhatEntriesSay1795300001358,
  IndexEntriesByLeaf1795300001360,
  CreateFindings1795300001400,
  ContestPortionsAgain1795300001402,
  KnowWhatWasDismissed1795300001403,
  CreateMatchRuns1795300001500,
  LetRunsComeByNight1795300001501,
  CreatePurchasePlans1795300001520,
  CreateRescueRounds1795300001550,
  TakeRescuedGoodsOverChannels1795300001551,
  RecordExports1795300001600,
  PublishYearlyFigures1795300001601,
  KeepWhatPeopleSigned1795300001610,
];

/** The lists as they are kept, each in order, so that tsc, Jest and every tool see the same. */
export const migrationLists = [tradeMigrations, parkMigrations];
/** All of them in order. */
export const migrations = migrationLists.flat().toSorted((a, b) => stampOf(a) - stampOf(b));
