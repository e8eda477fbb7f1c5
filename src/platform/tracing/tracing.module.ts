import { Injectable, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { loadTracing } from './load-tracing';
import { traces } from './traces';

@Injectable()
class TracesOfTheProcess implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    const { tracesEndpoint: endpoint, serviceName, version, tracesShare: share } = this.config.observing;
    if (endpoint === null) return;
    const service = `${serviceName}-${this.config.mode}`;
    traces.start(await loadTracing({ endpoint, service, version, share }));
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.config.observing.tracesEndpoint !== null) await traces.stop();
  }
}

@Module({ providers: [TracesOfTheProcess] })
export class TracingModule {}
