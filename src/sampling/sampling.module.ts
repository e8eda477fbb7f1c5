import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { HubsModule } from '../hubs/index';
import { QuotingModule } from '../quoting/index';
import { RegionsModule } from '../regions/index';
import { SourcingModule } from '../sourcing/index';
import { ApproveSample, ApproveSampleResolver } from './commands/approve-sample';
import { CancelSample, CancelSampleResolver } from './commands/cancel-sample';
import { DeclineSample, DeclineSampleResolver } from './commands/decline-sample';
import { ReceiveSample, ReceiveSampleResolver } from './commands/receive-sample';
import { RejectSample, RejectSampleResolver } from './commands/reject-sample';
import { RequestSample, RequestSampleResolver } from './commands/request-sample';
import { SendSample, SendSampleResolver } from './commands/send-sample';
import { samplingWork } from './domain/sampling-work';
import { BrowseSamples } from './queries/browse-samples';
import { OrdersNameApprovedSamples } from './queries/prove-samples';
import { EndSamples } from './reactions/end-samples';
import { LapseSamples } from './reactions/lapse-samples';
import { SampleAsking } from './storage/sample-asking';
import { SampleBook } from './storage/sample-book';
import { SampleDesk } from './storage/sample-desk';
import { SampleGoods } from './storage/sample-goods';
import { SampleReader } from './storage/sample-reader';
import { Sample } from './storage/sample.entity';
import { SamplingRules } from './storage/sampling-rules';

describeWork(samplingWork);

const inside = [SampleAsking, SampleBook, SampleDesk, SampleGoods, SampleReader, SamplingRules];
const commands = [
  ApproveSample,
  ApproveSampleResolver,
  CancelSample,
  CancelSampleResolver,
  DeclineSample,
  DeclineSampleResolver,
  ReceiveSample,
  ReceiveSampleResolver,
  RejectSample,
  RejectSampleResolver,
  RequestSample,
  RequestSampleResolver,
  SendSample,
  SendSampleResolver,
];

/** 寄样: what a buyer looks at before he awards, and what is delivered must be like. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Sample]),
    CatalogModule,
    HubsModule,
    OrganizationsModule,
    QuotingModule,
    RegionsModule,
    SourcingModule,
  ],
  providers: [...inside, ...commands, BrowseSamples, OrdersNameApprovedSamples, EndSamples, LapseSamples],
})
export class SamplingModule {}
