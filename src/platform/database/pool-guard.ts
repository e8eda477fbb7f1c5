import type { DataSource } from 'typeorm';

interface Emitter {
  on(event: string, listener: (...parameters: never[]) => void): void;
}

/**
 * A backend that the database ends raises `error` on its client; unheard, that ends our process.
 * The query under way fails by itself, so hearing it is enough.
 */
export function guardPool(source: DataSource): void {
  const pool = (source.driver as unknown as { master?: Emitter }).master;
  if (!pool) return;
  pool.on('error', () => undefined);
  pool.on('connect', (client: Emitter) => client.on('error', () => undefined));
}
