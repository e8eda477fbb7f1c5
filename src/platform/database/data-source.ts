import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { PoolConnections, ProductClient } from './product-client';
import { SnakeNames } from './snake-names';

const INT8 = 20;
const DATE = 1082;

/** int8 arrives as bigint and date as text, on our pools only: other users of pg keep its defaults. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (oid === INT8) return (value) => BigInt(value);
    if (oid === DATE) return (value) => value;
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};

export interface ConnectionWishes {
  /** Somebody waits for the answer: rather say that we are busy than let him wait long. */
  readonly interactive?: boolean;
  /** A tool may compute for minutes in one statement. */
  readonly unhurried?: boolean;
  /** A pooler in transaction mode stands between: it refuses settings given at connecting, and sets them itself. */
  readonly pooled?: boolean;
  readonly prepares?: boolean;
  /** Only while a database is filled that is worthless half full. */
  readonly commitsMayBeLost?: boolean;
}

/** None of our transactions stays open because one of our processes hangs; none of our statements runs for ever. */
function sessionSettings(wishes: ConnectionWishes): string {
  const settings = {
    timezone: 'UTC',
    lock_timeout: '10s',
    statement_timeout: wishes.unhurried ? '0' : wishes.interactive ? '30s' : '60s',
    idle_in_transaction_session_timeout: wishes.unhurried ? '60s' : '15s',
    // A process whose machine is gone holds its locks no longer than this.
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '3',
    tcp_keepalives_count: '3',
    tcp_user_timeout: '15000',
    ...(wishes.commitsMayBeLost
      ? { synchronous_commit: 'off', plan_cache_mode: 'force_generic_plan' }
      : undefined),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

export function dataSourceOptions(
  url: string,
  poolSize: number,
  wishes: ConnectionWishes = {},
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNames(),
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolSize,
    applicationName: 'xieshou',
    extra: {
      types,
      Client: ProductClient,
      prepares: wishes.prepares ?? true,
      pipeline: true, // what is asked without waiting for the answer before it is sent along at once, in that order
      connections: new PoolConnections(),
      connectionTimeoutMillis: wishes.interactive ? 3000 : 10_000,
      maxLifetimeSeconds: 1800, // a new address behind the same name is found, and plans do not pile up
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...(wishes.pooled ? {} : { options: sessionSettings(wishes) }),
    },
  };
}
