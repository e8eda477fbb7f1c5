export { ClaimsModule } from './claims.module';
export { SubmitClaim } from './commands/submit-claim';
export { VerifyClaims } from './commands/verify-claims';
export { REVERSE_RECALLED_CLAIMS, claimEvents, claimStream } from './domain/claim.events';
export { ClaimLines, type ClaimedPortion } from './storage/claim-lines';
