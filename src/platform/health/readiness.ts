import { Injectable } from '@nestjs/common';
import { migrations } from '../../../migrations/index';
import { DatabasePulse } from '../database/pulse';
import { Draining } from './draining';

/** Orchestrators ask often and anybody may: within this time one answer does for all. */
const FRESH_MS = 500;

export type Missing = 'database' | 'migrations' | 'draining';

/** What keeps this process from taking work; nothing when it is ready. A database that is ahead of us is no obstacle. */
@Injectable()
export class Readiness {
  private last: { at: number; answer: Promise<Missing[]> } | undefined;

  constructor(
    private readonly pulse: DatabasePulse,
    private readonly draining: Draining,
  ) {}

  async missing(): Promise<Missing[]> {
    if (this.draining.begun) return ['draining'];
    const now = performance.now();
    if (!this.last || now - this.last.at > FRESH_MS) this.last = { at: now, answer: this.look() };
    return this.last.answer;
  }

  private async look(): Promise<Missing[]> {
    try {
      return (await migrationsAreCurrent(this.pulse)) ? [] : ['migrations'];
    } catch {
      return ['database'];
    }
  }
}

interface Asks {
  ask<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

export async function migrationsAreCurrent(database: Asks): Promise<boolean> {
  const [known] = await database.ask<{ there: boolean }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS there`,
  );
  if (!known?.there) return false;
  const [applied] = await database.ask<{ number: number }>(
    'SELECT count(DISTINCT name)::int AS number FROM migrations WHERE name = ANY($1)',
    [migrations.map(({ name }) => name)],
  );
  return applied?.number === migrations.length;
}
