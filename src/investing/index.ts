export { InvestingModule } from './investing.module';
export { intentEvents, intentStream } from './domain/intent.events';
export { AnswerIntent } from './commands/answer-intent';
export { ReleaseIntent } from './commands/release-intent';
export { StateIntent } from './commands/state-intent';
export { ShownIntents, type KnownIntent, type ShownIntent } from './storage/shown-intents';
