export { PairingModule } from './pairing.module';
export { AgreementReader } from './api/agreement-reader';
export { AnnualAgreementType, CommitmentUnitEnum } from './api/agreement.type';
export { PairingSideEnum, PairingType } from './api/pairing.type';
export { PairingReader } from './api/pairing-reader';
export { ConfirmPairing } from './commands/confirm-pairing';
export { DraftAgreement } from './commands/draft-agreement';
export { RelateOrganizations } from './commands/relate-organizations';
export { SetCommitment, type LeafTargetInput } from './commands/set-commitment';
export { SignAgreement } from './commands/sign-agreement';
export { SubmitAgreement } from './commands/submit-agreement';
export { INDICATORS, targetText, type CommitmentUnit } from './domain/indicators';
export { coordinatorOf, oversees, partyOf } from './domain/office';
export { AGREEMENT_ACTIVATED } from './domain/pairing.events';
export {
  AGREEMENT_READERS,
  COORDINATORS,
  PARTY_READERS,
  SIGNERS,
  type Side as PairingSide,
} from './domain/pairing.states';
export { codePrefix } from './domain/region-scope';
export { AgreementParties, type AgreementFacts, type PartyOffice } from './storage/agreement-parties';
export { PairingReference } from './storage/pairing-reference';
export { PairingSides } from './storage/pairing-sides';
export { CONSUMPTION_INDICATOR, Pairings } from './storage/pairings';
export type { LeafQuestion } from './domain/leaf-question';
export { Relations, type Leaf, type Party, type RegionQuestion } from './storage/relations';
export { RelationFilings, type FiledRelation } from './storage/relation-filings';
