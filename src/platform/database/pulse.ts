import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppConfig } from '../config/config';

const PATIENCE_MS = 1500;

/**
 * A connection beside the pool, for questions about the database itself: it is there when the pool is exhausted,
 * and gives up after a second and a half.
 */
@Injectable()
export class DatabasePulse implements OnApplicationShutdown {
  private connection: Promise<pg.Client> | undefined;
  /** No pooler stands between: the process numbers we are told are those of the server. */
  direct = false;

  constructor(private readonly config: AppConfig) {}

  /** A connection that served before may have died quietly: a new one is tried before we give up. */
  async ask<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const old = this.connection;
    if (!old) return this.askOn(this.open(), sql, parameters);
    return this.askOn<Row>(old, sql, parameters).catch(() => this.askOn<Row>(this.open(), sql, parameters));
  }

  private open(): Promise<pg.Client> {
    return (this.connection ??= this.connect());
  }

  private async askOn<Row>(
    connection: Promise<pg.Client>,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<Row[]> {
    try {
      const client = await connection;
      const result = await withinPatience(client.query(sql, [...parameters]));
      return result.rows as Row[];
    } catch (error) {
      if (this.connection === connection) this.connection = undefined;
      void connection.then((client) => discard(client)).catch(() => undefined);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const client = await this.connection?.catch(() => undefined);
    if (client) discard(client);
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: PATIENCE_MS,
      application_name: 'xieshou pulse',
      keepAlive: true,
    });
    client.on('error', () => {
      this.connection = undefined;
    });
    try {
      await client.connect();
      const answer = await withinPatience(client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'));
      const { processID } = client as unknown as { processID: number };
      this.direct = answer.rows[0]?.pid === processID;
      return client;
    } catch (error) {
      discard(client);
      throw error;
    }
  }
}

/** Said politely, but not waited for: it may hear nothing. */
function discard(client: pg.Client): void {
  void client.end().catch(() => undefined);
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
  setTimeout(() => stream.destroy(), 100).unref();
}

async function withinPatience<Result>(answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout expired')), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
