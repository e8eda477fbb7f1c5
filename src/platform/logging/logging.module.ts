import {
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { log } from './log';

/** Says when a process begins to stop, by which signal, and when all it held is given back. */
@Injectable()
class StopLines implements BeforeApplicationShutdown, OnApplicationShutdown {
  beforeApplicationShutdown(signal?: string): void {
    log.info('stopping', { signal });
  }

  onApplicationShutdown(): void {
    log.info('stopped');
  }
}

@Module({ providers: [StopLines] })
export class LoggingModule {}
