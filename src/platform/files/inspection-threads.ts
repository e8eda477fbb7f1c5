import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { AppConfig } from '../config/config';
import { log } from '../logging/log';
import { WaitingLine, type Comer } from '../http/waiting-line';
import { fileRefusals } from './files.refusals';
import type { Inspected } from './inspection';
import { InspectionLost, InspectionWorker } from './inspection-worker';
import type { InspectionAnswer, InspectionTask } from './inspection-thread';

/** The door lets in eight uploads at a time: more threads would only take turns on the same processors. */
const MOST_THREADS = 2;
const MOST_WAITING = 6;
/** A file waits at most for as long as so many may be looked into before it. */
const FILES_BEFORE = 2;
const IDLE_MS = 15_000;

type Asked = InspectionTask & { readonly bytes: Buffer };

export interface InspectedFile extends Inspected {
  readonly sha256: string;
}

/**
 * Looks into uploads beside the event loop: threads start when one is needed and go when none is. A file that takes too
 * long or too much memory is refused, and nothing else suffers.
 */
@Injectable()
export class InspectionThreads implements OnApplicationShutdown {
  private readonly idle = new Map<InspectionWorker, NodeJS.Timeout>();
  private readonly line: WaitingLine;
  private busy = 0;

  constructor(private readonly config: AppConfig) {
    this.line = new WaitingLine({
      most: MOST_WAITING,
      mostOfACaller: MOST_WAITING,
      longestMilliseconds: FILES_BEFORE * config.fileInspectionMilliseconds,
    });
  }

  /** Refuses what `inspect` refuses, and FILE_INSPECTION_FAILED; throws TOO_MANY_REQUESTS where too much waits. */
  async inspect(task: Asked, comer: Omit<Comer, 'cost'>): Promise<InspectedFile> {
    await this.turn(comer);
    try {
      const answer = await this.ask(task);
      if ('refusals' in answer) throw new Refused(answer.refusals);
      const { kept, ...found } = answer.finding;
      return {
        ...found,
        bytes: kept ? Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength) : task.bytes,
      };
    } finally {
      this.handOn();
    }
  }

  private async turn(comer: Omit<Comer, 'cost'>): Promise<void> {
    if (this.busy < MOST_THREADS) this.busy += 1;
    else await this.line.wait({ ...comer, cost: 1 });
  }

  private handOn(): void {
    if (this.line.call(() => true) === null) this.busy -= 1;
  }

  private async ask(task: InspectionTask): Promise<InspectionAnswer> {
    const worker = this.taken() ?? this.started();
    try {
      const answer = await worker.ask(task, this.config.fileInspectionMilliseconds);
      this.rest(worker);
      return answer;
    } catch (error) {
      if (!(error instanceof InspectionLost)) throw error;
      // A thread that fails without having used up its limits is a fault of ours, and no fault of the file.
      if (error.how === 'CRASH') throw error.cause ?? error;
      log.warn('file inspection failed', { outcome: error.how });
      return refuse(fileRefusals.FILE_INSPECTION_FAILED(['file']));
    }
  }

  private started(): InspectionWorker {
    const worker = new InspectionWorker();
    worker.onceGone(() => this.leave(worker));
    return worker;
  }

  private leave(worker: InspectionWorker): void {
    clearTimeout(this.idle.get(worker));
    this.idle.delete(worker);
  }

  private taken(): InspectionWorker | undefined {
    const [[worker, timer] = []] = this.idle;
    if (worker) this.idle.delete(worker);
    clearTimeout(timer);
    return worker;
  }

  private rest(worker: InspectionWorker): void {
    const end = () => {
      this.leave(worker);
      void worker.end();
    };
    this.idle.set(worker, setTimeout(end, IDLE_MS).unref());
  }

  async onApplicationShutdown(): Promise<void> {
    const idle = [...this.idle];
    this.idle.clear();
    for (const [, timer] of idle) clearTimeout(timer);
    await Promise.all(idle.map(([worker]) => worker.end()));
  }
}
