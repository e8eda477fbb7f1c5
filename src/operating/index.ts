export { OperatingModule } from './operating.module';
export { operatingEvents, operatingStream } from './domain/operating.events';
