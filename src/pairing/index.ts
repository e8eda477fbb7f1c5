export { PairingModule } from './pairing.module';
export { AgreementReader } from './api/agreement-reader';
export { AnnualAgreementType } from './api/agreement.type';
export { PairedRegionType, PairingLevelEnum, PairingSideEnum, PairingType } from './api/pairing.type';
export { PairingReader } from './api/pairing-reader';
export { AmendAgreement } from './commands/amend-agreement';
export { ConfirmPairing } from './commands/confirm-pairing';
export { DraftAgreement } from './commands/draft-agreement';
export { EndPairing } from './commands/end-pairing';
export { ProposePairing } from './commands/propose-pairing';
export { SetCommitment } from './commands/set-commitment';
export { SignAgreement } from './commands/sign-agreement';
export { SubmitAgreement } from './commands/submit-agreement';
export { WithdrawPairingEnding } from './commands/withdraw-pairing-ending';
export { coordinatorOf, oversees, partyOf } from './domain/office';
export { AGREEMENT_ACTIVATED } from './domain/pairing.events';
export type { PairingKind, PairingLevel } from './domain/pairing-level';
export { AGREEMENT_READERS, COORDINATORS, type Side as PairingSide } from './domain/pairing.states';
export { codePrefix, liesIn, onOneLine, regionAndAbove } from './domain/region-scope';
export {
  AgreementParties,
  type AgreementFacts,
  type AgreementRegions,
  type PartyOffice,
} from './storage/agreement-parties';
export { PairingReference } from './storage/pairing-reference';
export { PairingSides } from './storage/pairing-sides';
export {
  CONSUMPTION_INDICATOR,
  Pairings,
  type LeafQuestion,
  type PairedRegions,
  type PairingLeaf,
} from './storage/pairings';
