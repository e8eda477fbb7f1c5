export { AllocatingModule } from './allocating.module';
export { slotHoldEvents, slotHoldStream } from './domain/slot-hold.events';
