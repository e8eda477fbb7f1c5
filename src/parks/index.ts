export { ParksModule } from './parks.module';
export { ParkResourceCodeEnum, SlotKindEnum } from './api/enums';
export type { SlotKind } from './domain/park-kinds';
