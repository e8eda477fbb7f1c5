import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { RegionsModule } from '../regions/index';
import { LineReader } from './api/line-reader';
import { PublishedRequestLines, PublishedRequestUnit } from './api/published-request.fields';
import { SourcingRequestFields } from './api/sourcing-request.fields';
import { AmendSourcingRequest, AmendSourcingRequestResolver } from './commands/amend-sourcing-request';
import { ApproveSourcingRequest, ApproveSourcingRequestResolver } from './commands/approve-sourcing-request';
import { CancelSourcingRequest, CancelSourcingRequestResolver } from './commands/cancel-sourcing-request';
import { CloseSourcingRequest, CloseSourcingRequestResolver } from './commands/close-sourcing-request';
import { DraftSourcingRequest, DraftSourcingRequestResolver } from './commands/draft-sourcing-request';
import { PublishSourcingRequest, PublishSourcingRequestResolver } from './commands/publish-sourcing-request';
import { ReopenSourcingRequest, ReopenSourcingRequestResolver } from './commands/reopen-sourcing-request';
import {
  SendBackSourcingRequest,
  SendBackSourcingRequestResolver,
} from './commands/send-back-sourcing-request';
import { sourcingWork } from './domain/sourcing-work';
import { BrowsePublishedRequests } from './queries/browse-published-requests';
import { BrowseSourcingRequests } from './queries/browse-sourcing-requests';
import { BudgetsHoldWhatRequestsReserve } from './queries/prove-budgets-reserved';
import { DeliveryWindowRow } from './storage/delivery-window.entity';
import { PooledRequests } from './storage/pooled-requests';
import { OpenWants } from './storage/open-wants';
import { PublishedRequests } from './storage/published-requests';
import { QuotedRequests } from './storage/quoted-requests';
import { RequestBook } from './storage/request-book';
import { RequestDrafts } from './storage/request-drafts';
import { RequestDesk } from './storage/request-desk';
import { RequestOpening } from './storage/request-opening';
import { RequestReader } from './storage/request-reader';
import { RequestRevisions } from './storage/request-revisions';
import { SourcingLine } from './storage/sourcing-line.entity';
import { SourcingRequest } from './storage/sourcing-request.entity';
import { TermsAcceptance } from './storage/terms-acceptance';
import { RequestsAreTheirLines } from './queries/prove-whole-lines';

describeWork(sourcingWork);

const inside = [
  OpenWants,
  TermsAcceptance,
  RequestRevisions,
  RequestDesk,
  RequestBook,
  RequestDrafts,
  RequestOpening,
  RequestReader,
  PublishedRequests,
  PooledRequests,
  QuotedRequests,
  BudgetsHoldWhatRequestsReserve,
  RequestsAreTheirLines,
];
const api = [LineReader, SourcingRequestFields, PublishedRequestLines, PublishedRequestUnit];
const commands = [
  DraftSourcingRequest,
  DraftSourcingRequestResolver,
  AmendSourcingRequest,
  AmendSourcingRequestResolver,
  PublishSourcingRequest,
  PublishSourcingRequestResolver,
  ApproveSourcingRequest,
  ApproveSourcingRequestResolver,
  SendBackSourcingRequest,
  SendBackSourcingRequestResolver,
  CancelSourcingRequest,
  CancelSourcingRequestResolver,
  CloseSourcingRequest,
  CloseSourcingRequestResolver,
  ReopenSourcingRequest,
  ReopenSourcingRequestResolver,
];
const queries = [BrowseSourcingRequests, BrowsePublishedRequests];

/** 询价: what units want from the market. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SourcingRequest, SourcingLine, DeliveryWindowRow]),
    CatalogModule,
    OrganizationsModule,
    RegionsModule,
  ],
  providers: [...inside, ...api, ...commands, ...queries],
  exports: [
    PooledRequests,
    TermsAcceptance,
    QuotedRequests,
    PublishedRequests,
    RequestReader,
    LineReader,
    OpenWants,
    RequestDrafts,
  ],
})
export class SourcingModule {}
