export { Invitations, type Invited } from './storage/invitations';
export { QuotingModule } from './quoting.module';
