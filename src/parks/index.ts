export { ParksModule } from './parks.module';
export { ParkResourceCodeEnum, SlotKindEnum } from './api/enums';
export { parkEvents, parkStream } from './domain/park.events';
export type { SlotKind } from './domain/park-kinds';
