import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Batches } from './batches';
import { Errands } from './errands';
import { Events } from './events';
import { JobCounts, OldestDueJob, OldestUnhandledEvents } from './job-figures';
import { JobQueue, PostgresQueue } from './queue';
import { Reactions } from './reactions';
import { ReactionRegistry } from './registry';
import { RepeatedDuties } from './repeated-duties';
import { WakeForgottenErrands } from './wake-forgotten-errands';
import { WakeForgottenReactions } from './wake-forgotten-reactions';
import { Worker } from './worker';

@Global()
@Module({})
export class JobsModule {
  static with(queue: JobQueue = new PostgresQueue()): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule],
      providers: [
        ReactionRegistry,
        Reactions,
        RepeatedDuties,
        Batches,
        Errands,
        Worker,
        WakeForgottenErrands,
        WakeForgottenReactions,
        Events,
        JobCounts,
        OldestDueJob,
        OldestUnhandledEvents,
        { provide: JobQueue, useValue: queue },
      ],
      exports: [Events, Errands, Reactions, Worker, RepeatedDuties, JobQueue],
    };
  }
}
