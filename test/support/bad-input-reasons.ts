const EXACT = 'amounts are exact far beyond 2⁵³: taken as said, to the fen';
const OPEN_END = 'no rule of the law or of the trade bounds it';
const ONCE = 'a role twice is the role once';

/** What sounds wrong and is not: `operation place: what`, and why. */
export const ACCEPTED: ReadonlyMap<string, string> = new Map([
  ['addProductCertificate input.validFrom: a day long past', 'certificates are older than the product here'],
  ['addProductCertificate input.validTo: a day far ahead', OPEN_END],
  ['applyForRecognition input.annualValue.amount: 2⁵³ fen and more', EXACT],
  ['changeListing input.terms.ladder.0.unitPrice.amount: 2⁵³ fen and more', EXACT],
  ['draftListing input.terms.ladder.0.unitPrice.amount: 2⁵³ fen and more', EXACT],
  ['setBudget input.limit.amount: 2⁵³ fen and more', EXACT],
  ['setApprovalLimit input.limit.amount: 2⁵³ fen and more', EXACT],
  ['setBudget input.limit.amount: zero', 'zero is zero, not unlimited'],
  ['setApprovalLimit input.limit.amount: zero', 'every order needs an approver'],
  ['setFreight input.amount.amount: 2⁵³ fen and more', EXACT],
  ['submitClaim input.terms.invoiceAmount.amount: 2⁵³ fen and more', EXACT],
  ['amendClaim input.terms.invoiceAmount.amount: 2⁵³ fen and more', EXACT],
  ['offerHelpSellMandate input.ceiling.amount: 2⁵³ fen and more', EXACT],
  ['recordBankReceipt input.amount.amount: 2⁵³ fen and more', EXACT],
  ...['opening', 'closing'].flatMap((balance): [string, string][] => [
    [`stageBankStatement input.${balance}.amount: 2⁵³ fen and more`, EXACT],
    [`stageBankStatement input.${balance}.amount: zero`, 'an account may be empty'],
  ]),
  ['proposeCaseAward input.lines.0.amount.amount: zero', 'the platform may find for the supplier'],
  ['proposeCaseAward input.lines.0.returnQuantity.value: zero', 'nothing has to come back'],
  ['replyToCase input.lines.0.returnQuantity.value: zero', 'nothing has to come back'],
  ['confirmCaseReturn input.lines.0.quantity.value: zero', 'nothing may have come'],
  ['changeMember input.roles: one thing twice', ONCE],
  ['changeMember input.roles: a list of 1000', ONCE],
  ['inviteMember input.roles: one thing twice', ONCE],
  ['inviteMember input.roles: a list of 1000', ONCE],
  [
    'proposeAgencyMandate input.validFrom: a day long past',
    'it may begin before it is signed; the signature is dated',
  ],
  ['proposeAgencyMandate input.validTo: a day far ahead', OPEN_END],
  [
    'proposeHubMandate input.validFrom: a day long past',
    'it may begin before it is signed; the signature is dated',
  ],
  ['proposeHubMandate input.validTo: a day far ahead', OPEN_END],
  ['inviteSuppliers input.supplierIds: one thing twice', 'who is invited already stays invited'],
  ['callOff input.lines: one thing twice', 'a line named twice is served together'],
  ['placeOrder input.lines: one thing twice', 'a lot named twice is summed before it is checked'],
  ...['draftSourcingRequest', 'amendSourcingRequest', 'reopenSourcingRequest'].flatMap((verb) =>
    (
      [
        ['an empty list', 'no certificate is required'],
        ['one thing twice', 'a certificate required twice is required once'],
        ['a list of 1000', 'a certificate required twice is required once'],
      ] as const
    ).map(([what, why]): [string, string] => [`${verb} input.terms.lines.0.certificates: ${what}`, why]),
  ),
  ...['draftFrameworkAgreement', 'amendFrameworkAgreement'].flatMap((verb) =>
    (
      [
        ['lines.0.leadDays: zero', 'delivered the same day'],
        ['lines.0.cap.value: zero', 'zero is zero, not unlimited'],
        ['noticeDays: zero', 'without notice'],
        ['freight.amount.amount: 2⁵³ fen and more', EXACT],
      ] as const
    ).map(([what, why]): [string, string] => [`${verb} input.terms.${what}`, why]),
  ),
  ...(
    [
      ['an empty list', 'no certificate is required'],
      ['one thing twice', 'a certificate required twice is required once'],
      ['a list of 1000', 'a certificate required twice is required once'],
    ] as const
  ).map(([what, why]): [string, string] => [`openPool input.certificates: ${what}`, why]),
  ...['registerPark', 'amendPark'].flatMap((verb) =>
    (
      [
        ['wantedIndustries', 'every industry is open'],
        ['excludedIndustries', 'every industry is open'],
        ['partners', 'not every park has partners'],
        ['markets', 'nothing is said of markets'],
      ] as const
    ).map(([list, why]): [string, string] => [`${verb} input.terms.${list}: an empty list`, why]),
  ),
  ...['stateIntent', 'amendIntent'].flatMap((verb) =>
    (
      [
        ['investment.amount: 2⁵³ fen and more', EXACT],
        ['jobs: zero', 'machines alone may work there'],
        ['regionCodes: an empty list', 'wherever it fits'],
      ] as const
    ).map(([what, why]): [string, string] => [`${verb} input.terms.${what}`, why]),
  ),
  ...['offerProject', 'amendProjectOffer'].map((verb): [string, string] => [
    `${verb} input.terms.investmentTo.amount: 2⁵³ fen and more`,
    EXACT,
  ]),
  ...['registerParkProject', 'amendParkProject'].flatMap((verb): [string, string][] => [
    [`${verb} input.terms.plannedJobs: zero`, 'nobody may be needed, or nobody knows yet how many'],
    [`${verb} input.terms.investment.amount: 2⁵³ fen and more`, EXACT],
  ]),
  ...(
    [
      ['output.amount: zero', 'a quarter in which nothing was put out'],
      ['tax.amount: zero', 'free of tax'],
      ['jobs: zero', 'nobody worked there any more'],
      ['formerlyPoorJobs: zero', 'none of them is of a formerly poor household'],
      ['powerKwh: zero', 'nothing ran'],
    ] as const
  ).map(([what, why]): [string, string] => [`submitOperatingRecord input.${what}`, why]),
  ...['outputEastPpm', 'taxEastPpm', 'jobsEastPpm'].map((part): [string, string] => [
    `proposeSharingContract input.${part}: zero`,
    'all of it may be the home county’s',
  ]),
  ['submitCapitalRecord input.amount.amount: 2⁵³ fen and more', EXACT],
  [
    'submitProjectEvidence input.evidence.0.issuedOn: a day long past',
    'papers may be old; what is older than its money is a sign',
  ],
  ['changeListing input.terms.leadDays: zero', 'delivered the same day'],
  ['changeListing input.terms.onSaleFrom: a day long past', 'on sale already'],
  ['changeListing input.terms.onSaleTo: a day far ahead', OPEN_END],
  ['draftListing input.terms.leadDays: zero', 'delivered the same day'],
  ['draftListing input.terms.onSaleFrom: a day long past', 'on sale already'],
  ['draftListing input.terms.onSaleTo: a day far ahead', OPEN_END],
  ['endPairing input.lastDay: a day far ahead', OPEN_END],
  ['relateOrganizations input.validFrom: a day far ahead', OPEN_END],
  ['relateOrganizations input.validTo: a day far ahead', OPEN_END],
  ['grantPurchaser input.validFrom: a day far ahead', OPEN_END],
  ['grantPurchaser input.validTo: a day far ahead', OPEN_END],
  ['endPurchaser input.lastDay: a day far ahead', OPEN_END],
  ['assignResponsibility input.validTo: a day far ahead', OPEN_END],
  ['proposePairing input.validFrom: a day far ahead', OPEN_END],
  ['proposePairing input.validTo: a day far ahead', OPEN_END],
  ['proposeRescueRound input.freight.amount: zero', 'no freight apart'],
  ['proposeRescueRound input.unitPrice.amount: 2⁵³ fen and more', EXACT],
  ['proposeRescueRound input.freight.amount: 2⁵³ fen and more', EXACT],
  ['registerLot input.expiresOn: a day far ahead', OPEN_END],
  ['certifyHarvest input.lots.0.expiresOn: a day far ahead', OPEN_END],
  ['registerOrganization input.password: a word that names nothing', 'a good password names nothing'],
  ['registerLot input.harvestedOn: a day long past', 'tea, peel and spirits may be old: the expiry decides'],
  ...['setApprovalLimit', 'setBudget'].flatMap((verb) =>
    ['zero', 'minus one', 'the largest'].map((what): [string, string] => [
      `${verb} input.expectedVersion: ${what}`,
      'there is none yet to have a version',
    ]),
  ),
]);

/** Operations that cannot be done with the line of the access table, and why. */
export const NOT_REPEATABLE: ReadonlyMap<string, string> = new Map([
  ['askConnectOnboarding', 'needs an account that Stripe has opened: told in stripe-connect'],
  ['proposeConnectAccount', 'needs Connect switched on, and no account yet: told in stripe-connect'],
  ['retryConnectPayout', 'needs a payout that failed at Stripe: told in stripe-connect-payouts'],
  ['acceptInvitation', 'answers an invitation once: told in organizations-people'],
  ['changePassword', 'ends the caller’s sessions: told in organizations-sign-in'],
  ['refreshSession', 'takes a refresh token once: told in organizations-sign-in'],
]);
