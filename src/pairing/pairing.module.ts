import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RegionsModule } from '../regions/index';
import { AgreementFields } from './api/agreement-fields';
import { AgreementParts } from './api/agreement-parts';
import { AgreementReader } from './api/agreement-reader';
import { PairingReader } from './api/pairing-reader';
import { RelationReader } from './api/relation-reader';
import { PairingTypeResolver } from './api/pairing.type';
import { AmendAgreement, AmendAgreementResolver } from './commands/amend-agreement';
import { ConfirmPairing, ConfirmPairingResolver } from './commands/confirm-pairing';
import { ArchiveAgreement, ArchiveAgreementResolver } from './commands/archive-agreement';
import { AssessAgreement, AssessAgreementResolver } from './commands/assess-agreement';
import { CrossCheckAgreement, CrossCheckAgreementResolver } from './commands/cross-check-agreement';
import { CutOffAgreement, CutOffAgreementResolver } from './commands/cut-off-agreement';
import { SelfReportAgreement, SelfReportAgreementResolver } from './commands/self-report-agreement';
import { DraftAgreement, DraftAgreementResolver } from './commands/draft-agreement';
import { EndPairing, EndPairingResolver } from './commands/end-pairing';
import { ProposePairing, ProposePairingResolver } from './commands/propose-pairing';
import { RelateOrganizations, RelateOrganizationsResolver } from './commands/relate-organizations';
import { SetCommitment, SetCommitmentResolver } from './commands/set-commitment';
import { SignAgreement, SignAgreementResolver } from './commands/sign-agreement';
import { SubmitAgreement, SubmitAgreementResolver } from './commands/submit-agreement';
import { WithdrawPairingEnding, WithdrawPairingEndingResolver } from './commands/withdraw-pairing-ending';
import { BrowseAgreements } from './queries/browse-agreements';
import { BrowsePairings } from './queries/browse-pairings';
import { BrowseRelations } from './queries/browse-relations';
import { AgreementDrafts } from './storage/agreement-drafts';
import { AgreementParties } from './storage/agreement-parties';
import { AgreementSignatures } from './storage/agreement-signatures';
import { AgreementWork } from './storage/agreement-work';
import { AgreementYears } from './storage/agreement-years';
import { AgreementsRepository } from './storage/agreements.repository';
import { AnnualAgreement } from './storage/annual-agreement.entity';
import { Pairing } from './storage/pairing.entity';
import { AgreementsAreAsSigned, PairingsAreExclusive } from './queries/prove-pairings';
import { PairingReference } from './storage/pairing-reference';
import { PairingWork } from './storage/pairing-work';
import { PairingSides } from './storage/pairing-sides';
import { Pairings } from './storage/pairings';
import { TargetPlaces } from './storage/target-places';
import { TargetTrees } from './storage/target-trees';
import { PairingsRepository } from './storage/pairings.repository';
import { CoveringRelations } from './storage/covering-relations';
import { RelationFilings } from './storage/relation-filings';
import { RelationLeaves } from './storage/relation-leaves';
import { RelationSides } from './storage/relation-sides';
import { Relations } from './storage/relations';

const useCases = [
  ProposePairing,
  ConfirmPairing,
  EndPairing,
  RelateOrganizations,
  WithdrawPairingEnding,
  DraftAgreement,
  SetCommitment,
  SubmitAgreement,
  SignAgreement,
  AmendAgreement,
  ArchiveAgreement,
  AssessAgreement,
  CrossCheckAgreement,
  CutOffAgreement,
  SelfReportAgreement,
];
const resolvers = [
  ProposePairingResolver,
  ConfirmPairingResolver,
  EndPairingResolver,
  RelateOrganizationsResolver,
  WithdrawPairingEndingResolver,
  DraftAgreementResolver,
  SetCommitmentResolver,
  SubmitAgreementResolver,
  SignAgreementResolver,
  AmendAgreementResolver,
  ArchiveAgreementResolver,
  AssessAgreementResolver,
  CrossCheckAgreementResolver,
  CutOffAgreementResolver,
  SelfReportAgreementResolver,
  BrowsePairings,
  BrowseRelations,
  BrowseAgreements,
  PairingTypeResolver,
  AgreementFields,
];
const storage = [
  Pairings,
  Relations,
  CoveringRelations,
  RelationFilings,
  RelationLeaves,
  RelationSides,
  TargetPlaces,
  TargetTrees,
  PairingReference,
  PairingSides,
  PairingsRepository,
  AgreementsRepository,
  AgreementDrafts,
  AgreementSignatures,
  AgreementParties,
  AgreementWork,
  AgreementYears,
  PairingWork,
  PairingReader,
  RelationReader,
  AgreementReader,
  AgreementParts,
  PairingsAreExclusive,
  AgreementsAreAsSigned,
];

/** 结对关系与年度协作协议: who is paired with whom, and what both sides promised for a year. */
@Module({
  imports: [RegionsModule, TypeOrmModule.forFeature([Pairing, AnnualAgreement])],
  providers: [...storage, ...useCases, ...resolvers],
  exports: [
    Pairings,
    Relations,
    RelationFilings,
    PairingSides,
    AgreementParties,
    PairingReference,
    PairingReader,
    AgreementReader,
    ...useCases,
  ],
})
export class PairingModule implements OnModuleInit {
  constructor(private readonly reference: PairingReference) {}

  async onModuleInit(): Promise<void> {
    await this.reference.load();
  }
}
