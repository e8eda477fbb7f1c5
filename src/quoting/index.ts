export { Invitations, type Invited } from './storage/invitations';
export { MOST_INVITED } from './domain/quoting.refusals';
export { QuotingModule } from './quoting.module';
export { AcceptCounterOffer } from './commands/accept-counter-offer';
export { AwardQuotes } from './commands/award-quotes';
export { CounterQuote } from './commands/counter-quote';
export { SubmitQuote } from './commands/submit-quote';
