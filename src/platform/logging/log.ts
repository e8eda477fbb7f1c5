import pino, { type DestinationStream, type Logger } from 'pino';
import { presentOrigin } from '../origin/origin';
import { acceptedFields, type LogFields } from './fields';
import { readableLines } from './readable-lines';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every sentence a line can begin with; what varies stands in the fields. */
export type LogMessage =
  | 'started'
  | 'stopping'
  | 'stopped'
  | 'request'
  | 'slow operation'
  | 'slow statement'
  | 'refused'
  | 'fault'
  | 'reaction'
  | 'reaction failed'
  | 'duty failed'
  | 'job queue'
  | 'framework'
  | 'figures missing'
  | 'read replica'
  | 'unavailable'
  | 'waiting'
  | 'connections given up'
  | 'job runner ended'
  | 'cut off'
  | 'file inspection failed'
  | 'no room for files'
  | 'payments are played'
  | 'stopping failed';

export interface LogSettings {
  readonly level: LogLevel;
  /** serve, work …: which kind of process says it. */
  readonly process: string;
  /** For people at a terminal instead of JSON lines. */
  readonly readable?: boolean;
  /** Instead of standard output. */
  readonly to?: DestinationStream;
}

const HELD_BYTES = 8192;
const HELD_MILLISECONDS = 200;

/** What is said hundreds of times a second is held for a moment and written together: one by one such lines cost a tenth of a small answer. */
const HELD: ReadonlySet<LogMessage> = new Set(['request', 'reaction']);

function standardOutput(): DestinationStream & { flushSync(): void } {
  const out = pino.destination({ dest: 1, sync: true, minLength: HELD_BYTES });
  setInterval(() => out.flushSync(), HELD_MILLISECONDS).unref();
  process.on('exit', () => out.flushSync());
  return out;
}

let shared: ReturnType<typeof standardOutput> | undefined;

function build({ level, process: kind, readable, to }: LogSettings): Logger {
  const out = to ?? (shared ??= standardOutput());
  return pino(
    {
      level,
      base: { process: kind, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    readable ? readableLines(out) : out,
  );
}

/** Lines of this process, one thing that happened each, with the id of the request that caused it. */
class Log {
  private sink: Logger | undefined;
  private settings: LogSettings = { level: 'error', process: 'tool', readable: true };

  /** Once at the start of a process. */
  configure(settings: LogSettings): void {
    this.settings = settings;
    this.sink = undefined;
  }

  get configured(): LogSettings {
    return this.settings;
  }

  debug = (message: LogMessage, fields?: LogFields) => this.write('debug', message, fields);
  info = (message: LogMessage, fields?: LogFields) => this.write('info', message, fields);
  warn = (message: LogMessage, fields?: LogFields) => this.write('warn', message, fields);
  error = (message: LogMessage, fields?: LogFields) => this.write('error', message, fields);

  private write(level: 'debug' | 'info' | 'warn' | 'error', message: LogMessage, fields: LogFields = {}) {
    this.sink ??= build(this.settings);
    if (!this.sink.isLevelEnabled(level)) return;
    const origin = presentOrigin();
    const caused = origin ? { requestId: origin.requestId, operation: origin.operation } : {};
    this.sink[level](acceptedFields({ ...caused, ...fields }), message);
    if (!HELD.has(message)) shared?.flushSync();
  }
}

/** Standard output belongs to the process, and so does its log. */
export const log = new Log();
