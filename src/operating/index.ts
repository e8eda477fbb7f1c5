export { OperatingModule } from './operating.module';
export { OperatingRecordType } from './api/operating.type';
export { OperatingReader, type OperatingRow } from './storage/operating-reader';
export { operatingEvents, operatingStream } from './domain/operating.events';
