export { ParksModule } from './parks.module';
export { ParkResourceCodeEnum, SlotKindEnum } from './api/enums';
export { parkResourceOf, parkResources } from './data/park-resources';
export { parkEvents, parkStream } from './domain/park.events';
export type { SlotKind } from './domain/park-kinds';
export type { ResourceCapacity } from './domain/resources';
export { SlotTakings, type LockedPark, type StandingSlot } from './storage/slot-takings';
export { ParkType } from './api/park.type';
export { ParkReader, type ParkRow } from './storage/park-reader';
