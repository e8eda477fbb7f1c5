import { log, type LogLevel } from '../../src/platform/logging/log';

export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string; readonly level: string };

export interface CapturedLog {
  /** As JSON, everything that was written. */
  readonly text: () => string;
  readonly lines: () => LogLine[];
  readonly clear: () => void;
  readonly stop: () => void;
}

/** The log of this process as `serve` and `work` write it, kept instead of printed. */
export function captureLog(level: LogLevel = 'debug'): CapturedLog {
  const before = log.configured;
  let written: string[] = [];
  log.configure({ level, process: 'serve', to: { write: (line) => void written.push(line) } });
  return {
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as LogLine),
    clear: () => (written = []),
    stop: () => log.configure(before),
  };
}
