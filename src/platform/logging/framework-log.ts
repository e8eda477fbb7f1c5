import type { LoggerService } from '@nestjs/common';
import { faultFields } from './fault';
import { log } from './log';

/**
 * What the framework says by itself: warnings and errors, in our form. It passes thrown things and stacks along,
 * and a stack begins with its message: only plain sentences and kinds of faults go on.
 */
export class FrameworkLog implements LoggerService {
  log(): void {
    // "Mapped {/health, GET} route" and its like say nothing to an operator
  }

  warn(message: unknown, ...rest: unknown[]): void {
    log.warn('framework', said(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    log.error('framework', said(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    log.error('framework', said(message, rest));
  }
}

function said(message: unknown, rest: readonly unknown[]) {
  const last = rest.at(-1);
  const room = typeof last === 'string' && /^[\w.]{1,60}$/.test(last) ? last : undefined;
  if (message instanceof Error) return { ...faultFields(message), room };
  return { said: typeof message === 'string' ? message.split('\n')[0] : undefined, room };
}
