export { OperatingModule } from './operating.module';
export { SubmitOperatingRecord } from './commands/submit-operating-record';
export { VerifyOperatingRecord } from './commands/verify-operating-record';
export { OperatingRecordType } from './api/operating.type';
export { OperatingReader, type OperatingRow } from './storage/operating-reader';
export { operatingEvents, operatingStream } from './domain/operating.events';
