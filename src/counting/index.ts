export { CountingModule } from './counting.module';
export { COUNT_ORDER_EVENTS } from './domain/reaction-names';
