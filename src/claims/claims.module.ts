import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { InvoicesModule } from '../invoices/index';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { ClaimFields } from './api/claim.fields';
import { ClaimImportFields } from './api/claim-import.fields';
import { AmendClaim, AmendClaimResolver } from './commands/amend-claim';
import { AttachClaimEvidence, AttachClaimEvidenceResolver } from './commands/attach-claim-evidence';
import { ConfirmClaimImport, ConfirmClaimImportResolver } from './commands/confirm-claim-import';
import { DiscardClaimImport, DiscardClaimImportResolver } from './commands/discard-claim-import';
import { RejectClaim, RejectClaimResolver } from './commands/reject-claim';
import { ReverseClaim, ReverseClaimResolver } from './commands/reverse-claim';
import { StageClaimImport, StageClaimImportResolver } from './commands/stage-claim-import';
import { SubmitClaim, SubmitClaimResolver } from './commands/submit-claim';
import { VerifyClaims, VerifyClaimsResolver } from './commands/verify-claims';
import { WithdrawClaim, WithdrawClaimResolver } from './commands/withdraw-claim';
import { claimsWork } from './domain/claims-work';
import { BrowseClaimImports } from './queries/browse-claim-imports';
import { ExportClaims } from './queries/export-claims';
import { ExportImportErrors } from './queries/export-import-errors';
import { BrowseClaims } from './queries/browse-claims';
import { ClaimedInvoicesAreTheirLines, ClaimsHoldTheirGoods } from './queries/prove-claims';
import { PurgeClaimImports } from './reactions/purge-claim-imports';
import { ReadClaimImports } from './reactions/read-claim-imports';
import { ReverseRecalledClaims } from './reactions/reverse-recalled-claims';
import { Claim, ClaimLine } from './storage/claim.entity';
import { ClaimImport } from './storage/claim-import.entity';
import { ClaimImports } from './storage/claim-imports';
import { ImportChecking } from './storage/import-checking';
import { ImportNotices } from './storage/import-notices';
import { ImportReading } from './storage/import-reading';
import { ImportTaking } from './storage/import-taking';
import { ClaimBook } from './storage/claim-book';
import { ClaimEntry } from './storage/claim-entry';
import { ClaimEvidence } from './storage/claim-evidence';
import { ClaimGoods } from './storage/claim-goods';
import { ClaimLines } from './storage/claim-lines';
import { ClaimOffices } from './storage/claim-offices';
import { ClaimPapers } from './storage/claim-papers';
import { ClaimRelations } from './storage/claim-relations';
import { ClaimReader } from './storage/claim-reader';
import { ClaimReversals } from './storage/claim-reversals';
import { ClaimTwins } from './storage/claim-twins';
import { ClaimVerification } from './storage/claim-verification';
import { ClaimedInvoices } from './storage/claimed-invoices';

describeWork(claimsWork);

const storage = [
  ClaimBook,
  ClaimEntry,
  ClaimEvidence,
  ClaimGoods,
  ClaimImports,
  ImportChecking,
  ImportNotices,
  ImportReading,
  ImportTaking,
  ClaimLines,
  ClaimOffices,
  ClaimPapers,
  ClaimReader,
  ClaimRelations,
  ClaimReversals,
  ClaimTwins,
  ClaimVerification,
  ClaimedInvoices,
];
const commands = [
  AmendClaim,
  AmendClaimResolver,
  AttachClaimEvidence,
  AttachClaimEvidenceResolver,
  ConfirmClaimImport,
  ConfirmClaimImportResolver,
  DiscardClaimImport,
  DiscardClaimImportResolver,
  StageClaimImport,
  StageClaimImportResolver,
  RejectClaim,
  RejectClaimResolver,
  ReverseClaim,
  ReverseClaimResolver,
  SubmitClaim,
  SubmitClaimResolver,
  VerifyClaims,
  VerifyClaimsResolver,
  WithdrawClaim,
  WithdrawClaimResolver,
];

/** 平台外采购申报: purchases made elsewhere, with evidence, verified by both sides before they count. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Claim, ClaimLine, ClaimImport]),
    CatalogModule,
    InvoicesModule,
    OrganizationsModule,
    PairingModule,
    RegionsModule,
  ],
  controllers: [ExportClaims, ExportImportErrors],
  providers: [
    ...storage,
    ...commands,
    ClaimFields,
    ClaimImportFields,
    BrowseClaims,
    BrowseClaimImports,
    PurgeClaimImports,
    ReadClaimImports,
    ClaimsHoldTheirGoods,
    ClaimedInvoicesAreTheirLines,
    ReverseRecalledClaims,
  ],
  exports: [ClaimLines, ClaimReader],
})
export class ClaimsModule {}
