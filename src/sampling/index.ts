export { SamplingModule } from './sampling.module';
export { ApproveSample } from './commands/approve-sample';
export { ReceiveSample } from './commands/receive-sample';
export { RejectSample } from './commands/reject-sample';
export { RequestSample } from './commands/request-sample';
export { SendSample } from './commands/send-sample';
