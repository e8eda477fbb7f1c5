export { InvestingModule } from './investing.module';
export { intentEvents, intentStream } from './domain/intent.events';
export { ShownIntents, type ShownIntent } from './storage/shown-intents';
