import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { PaymentsModule } from '../payments/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { SupplyModule } from '../supply/index';
import {
  FrameworkDocumentsField,
  FrameworkLinesFields,
  FrameworkRevisionsField,
} from './api/framework-agreement.fields';
import { FrameworkLineReader } from './api/line-reader';
import { FrameworkPaperReader } from './api/paper-reader';
import {
  AmendFrameworkAgreement,
  AmendFrameworkAgreementResolver,
} from './commands/amend-framework-agreement';
import { CallOff, CallOffResolver } from './commands/call-off';
import {
  DraftFrameworkAgreement,
  DraftFrameworkAgreementResolver,
} from './commands/draft-framework-agreement';
import {
  ProposeFrameworkRevision,
  ProposeFrameworkRevisionResolver,
} from './commands/propose-framework-revision';
import {
  SendBackFrameworkAgreement,
  SendBackFrameworkAgreementResolver,
} from './commands/send-back-framework-agreement';
import { SignFrameworkAgreement, SignFrameworkAgreementResolver } from './commands/sign-framework-agreement';
import { SignFrameworkRevision, SignFrameworkRevisionResolver } from './commands/sign-framework-revision';
import {
  TerminateFrameworkAgreement,
  TerminateFrameworkAgreementResolver,
} from './commands/terminate-framework-agreement';
import {
  WithdrawFrameworkRevision,
  WithdrawFrameworkRevisionResolver,
} from './commands/withdraw-framework-revision';
import { frameworkWork } from './domain/framework-work';
import { BrowseCallOffs } from './queries/browse-call-offs';
import { BrowseFrameworkAgreements } from './queries/browse-framework-agreements';
import { DownloadFrameworkDocument } from './queries/download-framework-document';
import { ExportCallOffs } from './queries/export-call-offs';
import {
  CallOffsHoldWhatTheirOrdersBring,
  FrameworkLinesHoldWhatIsCalledOff,
} from './queries/prove-call-offs';
import { FrameworksAreAsSigned } from './queries/prove-signed-frameworks';
import { EndFrameworks } from './reactions/end-frameworks';
import { GiveBackCallOffs } from './reactions/give-back-call-offs';
import { CallOffLots } from './storage/call-off-lots';
import { CallOffPlacement } from './storage/call-off-placement';
import { CallOffReader } from './storage/call-off-reader';
import { FrameworkAgreement } from './storage/framework-agreement.entity';
import { FrameworkBook } from './storage/framework-book';
import { FrameworkDesk } from './storage/framework-desk';
import { FrameworkDrafts } from './storage/framework-drafts';
import { FrameworkLine } from './storage/framework-line.entity';
import { FrameworkDocument, FrameworkSignature } from './storage/framework-paper.entity';
import { FrameworkPapers } from './storage/framework-papers';
import { FrameworkPrices } from './storage/framework-prices';
import { FrameworkQuantities } from './storage/framework-quantities';
import { FrameworkReader } from './storage/framework-reader';
import { FrameworkRevision } from './storage/framework-revision.entity';
import { FrameworkTermsAcceptance } from './storage/framework-terms-acceptance';
import { RevisionBook } from './storage/revision-book';
import { RevisionEffects } from './storage/revision-effects';

describeWork(frameworkWork);

const inside = [
  FrameworkTermsAcceptance,
  FrameworkDrafts,
  FrameworkPapers,
  FrameworkPrices,
  FrameworkQuantities,
  CallOffLots,
  CallOffPlacement,
  CallOffReader,
  FrameworkDesk,
  FrameworkBook,
  FrameworkReader,
  RevisionBook,
  RevisionEffects,
  FrameworksAreAsSigned,
  FrameworkLinesHoldWhatIsCalledOff,
  CallOffsHoldWhatTheirOrdersBring,
];
const api = [
  FrameworkLineReader,
  FrameworkPaperReader,
  FrameworkLinesFields,
  FrameworkDocumentsField,
  FrameworkRevisionsField,
];
const commands = [
  CallOff,
  CallOffResolver,
  DraftFrameworkAgreement,
  DraftFrameworkAgreementResolver,
  AmendFrameworkAgreement,
  AmendFrameworkAgreementResolver,
  SignFrameworkAgreement,
  SignFrameworkAgreementResolver,
  SendBackFrameworkAgreement,
  SendBackFrameworkAgreementResolver,
  TerminateFrameworkAgreement,
  TerminateFrameworkAgreementResolver,
  ProposeFrameworkRevision,
  ProposeFrameworkRevisionResolver,
  SignFrameworkRevision,
  SignFrameworkRevisionResolver,
  WithdrawFrameworkRevision,
  WithdrawFrameworkRevisionResolver,
];

/** 框架协议: what a buyer's units may call off from a supplier, at prices both have signed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      FrameworkAgreement,
      FrameworkLine,
      FrameworkDocument,
      FrameworkSignature,
      FrameworkRevision,
    ]),
    CatalogModule,
    OrganizationsModule,
    PaymentsModule,
    ProcurementModule,
    RegionsModule,
    SupplyModule,
  ],
  controllers: [DownloadFrameworkDocument, ExportCallOffs],
  providers: [
    ...inside,
    ...api,
    ...commands,
    BrowseFrameworkAgreements,
    BrowseCallOffs,
    EndFrameworks,
    GiveBackCallOffs,
  ],
})
export class FrameworksModule {}
