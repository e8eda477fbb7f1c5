import type { DataSource } from 'typeorm';
import { log } from '../logging/log';
import { presentOrigin } from '../origin/origin';
import { kinds, traces } from '../tracing/traces';
import { sqlState } from './sql-state';
import { statementText } from './statement-text';

type Query = (...given: unknown[]) => unknown;
interface Client {
  query: Query;
}
interface Pool {
  on(event: 'acquire', listener: (client: Client) => void): unknown;
}

/** Watches every statement of a pool: a line for slow ones, a span where traces are on. Never its values. */
export function watchStatements(source: DataSource, slowAfterMilliseconds: number): void {
  const pool = (source.driver as unknown as { master?: Pool }).master;
  const watched = new WeakSet<Client>();
  pool?.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client);
    client.query = (...given) => watch(query, given, slowAfterMilliseconds);
  });
}

function watch(query: Query, given: unknown[], slowAfter: number): unknown {
  const text = textOf(given[0]);
  if (text === null) return query(...given);
  const begun = performance.now();
  const span = spanOf(text);
  const ended = (error?: unknown) => {
    const milliseconds = performance.now() - begun;
    if (milliseconds >= slowAfter)
      log.warn('slow statement', { statement: statementText(text), milliseconds: Math.round(milliseconds) });
    span?.end(error ? (sqlState(error) ?? 'error') : undefined);
  };
  const last = given.at(-1);
  if (typeof last === 'function') {
    const heard = (error: unknown, result: unknown) => {
      ended(error);
      (last as Query)(error, result);
    };
    return query(...given.slice(0, -1), heard);
  }
  const answer = query(...given);
  // A second listener beside the caller's, who gets the answer itself.
  if (answer instanceof Promise) answer.then(() => ended(), ended);
  return answer;
}

function spanOf(text: string) {
  const origin = traces.on ? presentOrigin() : undefined;
  if (!origin?.span) return undefined; // what nobody asked for, such as looking for jobs, would only be noise
  const statement = statementText(text);
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': statement };
  return traces.begin(statement.split(' ')[0] ?? 'SQL', origin, { kind: kinds.client, attributes });
}

/** Null for what is no statement: a cursor or a copy stream. */
function textOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  const { text, submit } = (asked ?? {}) as { text?: unknown; submit?: unknown };
  return typeof text === 'string' && submit === undefined ? text : null;
}
