import { GraphQLError } from 'graphql';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';

/** In seconds. */
export const RETRY_AFTER_SECONDS = '2';

/** The connection or its server went away: 08… connection, 57P0… ended or starting, 25006 a server that became a standby. */
const LOST_STATES = /^(08...|57P0[1-5]|25006)$/;
/** The server cannot or will not take more for the moment: full, out of connections, waited too long for a lock or for us. */
const BUSY_STATES = /^(53...|57014|55P03|25P03|25P04)$/;
const LOST_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
// pg and TypeORM say these without a code.
const LOST_WORDS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query runner already released|Database connection provided by a query runner was already released|timeout expired$|The server does not support|Driver not Connected)/;
const BUSY_WORDS = /^timeout exceeded when trying to connect/;

interface Told {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly driverError?: unknown;
  readonly cause?: unknown;
}

/** Where an error is one of the connection: LOST, and a new connection may do, or BUSY, and waiting may. */
export function connectionFault(error: unknown): 'LOST' | 'BUSY' | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, driverError } = error as Told;
  const inner = driverError === undefined ? undefined : connectionFault(driverError);
  if (inner) return inner;
  if (typeof code === 'string') {
    if (LOST_CODES.has(code) || LOST_STATES.test(code)) return 'LOST';
    if (BUSY_STATES.test(code)) return 'BUSY';
  }
  if (typeof message !== 'string') return undefined;
  if (LOST_WORDS.test(message)) return 'LOST';
  return BUSY_WORDS.test(message) ? 'BUSY' : undefined;
}

/** The database cannot be used right now; whoever asks again later with the same key gets what one call would have done. */
export class Unavailable extends GraphQLError {
  override readonly name = 'Unavailable';

  constructor(cause: unknown) {
    super('The service is busy: please try again shortly', { extensions: { code: 'UNAVAILABLE' } });
    this.cause = cause;
  }
}

/** What the caller is told: a fault of the connection becomes one typed error, everything else stays as it is. */
export function asCallersError(error: unknown): unknown {
  if (!connectionFault(error)) return error;
  const { error: kind, sqlState } = faultFields(error);
  log.warn('unavailable', { error: kind, sqlState });
  return new Unavailable(error);
}
