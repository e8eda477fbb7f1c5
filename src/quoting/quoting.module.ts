import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { HelpsellingModule } from '../helpselling/index';
import { HubsModule } from '../hubs/index';
import { PaymentsModule } from '../payments/index';
import { PoolingModule } from '../pooling/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { SourcingModule } from '../sourcing/index';
import { SupplyModule } from '../supply/index';
import { Comparison } from './api/comparison';
import { ComparedOfferFields } from './api/comparison.fields';
import { QuoteFields } from './api/quote.fields';
import { VersionReader } from './api/version-reader';
import { ShortlistQuote, ShortlistQuoteResolver } from './commands/shortlist-quote';
import { RejectQuote, RejectQuoteResolver } from './commands/reject-quote';
import { CounterQuote, CounterQuoteResolver } from './commands/counter-quote';
import { AcceptCounterOffer, AcceptCounterOfferResolver } from './commands/accept-counter-offer';
import { AwardQuotes, AwardQuotesResolver } from './commands/award-quotes';
import { DeclineAward, DeclineAwardResolver } from './commands/decline-award';
import { TakeAward, TakeAwardResolver } from './commands/take-award';
import { DeclineInvitation, DeclineInvitationResolver } from './commands/decline-invitation';
import { InviteSuppliers, InviteSuppliersResolver } from './commands/invite-suppliers';
import { ReviseQuote, ReviseQuoteResolver } from './commands/revise-quote';
import { SubmitQuote, SubmitQuoteResolver } from './commands/submit-quote';
import { WithdrawQuote, WithdrawQuoteResolver } from './commands/withdraw-quote';
import { quotingWork } from './domain/quoting-work';
import { AwardsAreTheirOrders } from './queries/prove-awards';
import { CountQuotes } from './queries/count-quotes';
import { ExportComparison } from './queries/export-comparison';
import { CompareQuotes } from './queries/compare-quotes';
import { BrowseAwards } from './queries/browse-awards';
import { BrowseInvitations } from './queries/browse-invitations';
import { BrowseOffersInMyName } from './queries/browse-offers-in-my-name';
import { BrowseQuotes } from './queries/browse-quotes';
import { CloseQuoting } from './reactions/close-quoting';
import { EndQuotes } from './reactions/end-quotes';
import { ExpireQuotes } from './reactions/expire-quotes';
import { TellSuppliers } from './reactions/tell-suppliers';
import { ApprovedSamples } from './storage/approved-samples';
import { AwardReader } from './api/award-reader';
import { AwardBook } from './storage/award-book';
import { AwardOrders } from './storage/award-orders';
import { AwardTaking } from './storage/award-taking';
import { QuoteAward } from './storage/award.entity';
import { BuyersDesk } from './storage/buyers-desk';
import { Awarding } from './storage/awarding';
import { QuoteInvitation } from './storage/invitation.entity';
import { InvitationReader } from './storage/invitation-reader';
import { Invitations } from './storage/invitations';
import { MembersDesk } from './storage/members-desk';
import { OfferableGoods } from './storage/offerable-goods';
import { QuoteAcceptance } from './storage/quote-acceptance';
import { QuoteBook } from './storage/quote-book';
import { QuoteCounts } from './storage/quote-counts';
import { QuoteDelivery } from './storage/quote-delivery.entity';
import { QuoteDesk } from './storage/quote-desk';
import { QuoteEnding } from './storage/quote-ending';
import { Quote } from './storage/quote.entity';
import { QuoteLine } from './storage/quote-line.entity';
import { QuoteReader } from './storage/quote-reader';
import { QuoterStanding } from './storage/quoter-standing';
import { QuoteSubmission } from './storage/quote-submission';
import { QuoteVersion } from './storage/quote-version.entity';
import { QuoteVersions } from './storage/quote-versions';

describeWork(quotingWork);

const inside = [
  ApprovedSamples,
  AwardReader,
  AwardBook,
  AwardOrders,
  Awarding,
  AwardTaking,
  BuyersDesk,
  Invitations,
  InvitationReader,
  MembersDesk,
  OfferableGoods,
  QuoteAcceptance,
  QuoteBook,
  QuoteCounts,
  QuoteDesk,
  QuoteEnding,
  QuoteReader,
  QuoterStanding,
  QuoteSubmission,
  QuoteVersions,
];
const api = [Comparison, ComparedOfferFields, VersionReader, QuoteFields];
const commands = [
  ShortlistQuote,
  ShortlistQuoteResolver,
  RejectQuote,
  RejectQuoteResolver,
  CounterQuote,
  CounterQuoteResolver,
  AcceptCounterOffer,
  AcceptCounterOfferResolver,
  AwardQuotes,
  AwardQuotesResolver,
  TakeAward,
  TakeAwardResolver,
  DeclineAward,
  DeclineAwardResolver,
  InviteSuppliers,
  InviteSuppliersResolver,
  DeclineInvitation,
  DeclineInvitationResolver,
  SubmitQuote,
  SubmitQuoteResolver,
  ReviseQuote,
  ReviseQuoteResolver,
  WithdrawQuote,
  WithdrawQuoteResolver,
];
const reactions = [TellSuppliers, EndQuotes, CloseQuoting, ExpireQuotes];

/** 报价: what suppliers offer on a request, and what the buyer makes of it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([QuoteInvitation, Quote, QuoteVersion, QuoteDelivery, QuoteLine, QuoteAward]),
    CatalogModule,
    HelpsellingModule,
    HubsModule,
    OrganizationsModule,
    PairingModule,
    PaymentsModule,
    PoolingModule,
    ProcurementModule,
    RegionsModule,
    SourcingModule,
    SupplyModule,
  ],
  controllers: [ExportComparison],
  providers: [
    ...inside,
    ...api,
    ...commands,
    BrowseQuotes,
    BrowseOffersInMyName,
    BrowseInvitations,
    AwardsAreTheirOrders,
    BrowseAwards,
    CompareQuotes,
    CountQuotes,
    ...reactions,
  ],
  exports: [ApprovedSamples, BuyersDesk, Invitations],
})
export class QuotingModule {}
