import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { ClaimFields } from './api/claim.fields';
import { AmendClaim, AmendClaimResolver } from './commands/amend-claim';
import { AttachClaimEvidence, AttachClaimEvidenceResolver } from './commands/attach-claim-evidence';
import { RejectClaim, RejectClaimResolver } from './commands/reject-claim';
import { ReverseClaim, ReverseClaimResolver } from './commands/reverse-claim';
import { SubmitClaim, SubmitClaimResolver } from './commands/submit-claim';
import { VerifyClaims, VerifyClaimsResolver } from './commands/verify-claims';
import { WithdrawClaim, WithdrawClaimResolver } from './commands/withdraw-claim';
import { claimsWork } from './domain/claims-work';
import { BrowseClaims } from './queries/browse-claims';
import { ClaimedInvoicesAreTheirLines, ClaimsHoldTheirGoods } from './queries/prove-claims';
import { ReverseRecalledClaims } from './reactions/reverse-recalled-claims';
import { Claim, ClaimLine } from './storage/claim.entity';
import { ClaimBook } from './storage/claim-book';
import { ClaimEntry } from './storage/claim-entry';
import { ClaimEvidence } from './storage/claim-evidence';
import { ClaimGoods } from './storage/claim-goods';
import { ClaimLines } from './storage/claim-lines';
import { ClaimOffices } from './storage/claim-offices';
import { ClaimPapers } from './storage/claim-papers';
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
  ClaimLines,
  ClaimOffices,
  ClaimPapers,
  ClaimReader,
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
    TypeOrmModule.forFeature([Claim, ClaimLine]),
    CatalogModule,
    OrganizationsModule,
    PairingModule,
    RegionsModule,
  ],
  providers: [
    ...storage,
    ...commands,
    ClaimFields,
    BrowseClaims,
    ClaimsHoldTheirGoods,
    ClaimedInvoicesAreTheirLines,
    ReverseRecalledClaims,
  ],
  exports: [ClaimLines],
})
export class ClaimsModule {}
