import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { PreparingClient } from './preparing-client';
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

export function dataSourceOptions(
  url: string,
  poolSize: number,
  commitsMayBeLost = false,
): DataSourceOptions {
  const settings = '-c timezone=UTC -c lock_timeout=10s -c statement_timeout=60s';
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
      ...(commitsMayBeLost ? { Client: PreparingClient } : {}),
      connectionTimeoutMillis: 10_000,
      options: commitsMayBeLost
        ? `${settings} -c synchronous_commit=off -c plan_cache_mode=force_generic_plan`
        : settings,
    },
  };
}
