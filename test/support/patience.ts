import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';

/** Of a hundred callers at once none is told to come again because the machine is slow: that is tried elsewhere. */
export function waitLongForConnections(nest: NestFastifyApplication): void {
  const { driver } = nest.get(DataSource);
  const { master } = driver as unknown as { master: { options: { connectionTimeoutMillis: number } } };
  master.options.connectionTimeoutMillis = 60_000;
}
