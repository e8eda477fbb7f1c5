import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/config';
import type { Origin } from '../origin/origin';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What this process counts. Every label has few and known values: names of operations, codes, outcomes, reactions. */
@Injectable()
export class Meters {
  readonly registry = new Registry();
  private readonly requests = this.counter('xieshou_requests_total', 'Requests answered', [
    'operation',
    'outcome',
  ]);
  private readonly requestSeconds = this.histogram('xieshou_request_seconds', 'Time to answer', [
    'operation',
  ]);
  private readonly refusals = this.counter('xieshou_refusals_total', 'What the rules refused', [
    'operation',
    'code',
  ]);
  private readonly errors = this.counter('xieshou_errors_total', 'Requests that failed or were wrong', [
    'code',
  ]);
  private readonly reactions = this.counter('xieshou_reactions_total', 'Events handled by reactions', [
    'reaction',
    'event',
    'outcome',
  ]);
  private readonly reactionSeconds = this.histogram('xieshou_reaction_seconds', 'Time to handle one event', [
    'reaction',
  ]);

  constructor(config: AppConfig, source: DataSource) {
    const { version, metricsPort } = config.observing;
    this.gauge('xieshou_build_info', 'Always 1', ['version', 'node', 'process']).set(
      { version, node: process.versions.node, process: config.mode },
      1,
    );
    this.watchPool(source);
    if (metricsPort !== null) collectDefaultMetrics({ register: this.registry });
  }

  answered(operation: string, outcome: string, seconds: number, { refusals, errors }: Origin): void {
    this.requests.inc({ operation, outcome });
    this.requestSeconds.observe({ operation }, seconds);
    for (const code of new Set(refusals)) this.refusals.inc({ operation, code });
    for (const code of new Set(errors)) this.errors.inc({ code });
  }

  reacted(reaction: string, event: string, outcome: 'done' | 'partly' | 'failed', seconds: number): void {
    this.reactions.inc({ reaction, event, outcome });
    this.reactionSeconds.observe({ reaction }, seconds);
  }

  gauge(name: string, help: string, labelNames: string[] = [], collect?: (this: Gauge) => void): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry], ...(collect ? { collect } : {}) });
  }

  counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram(name: string, help: string, labelNames: string[]): Histogram {
    return new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [this.registry] });
  }

  private watchPool(source: DataSource): void {
    this.gauge('xieshou_database_connections', 'Connections of the pool', ['state'], function collect() {
      const pool = (source.driver as unknown as { master?: Pool }).master;
      if (!pool) return;
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    });
  }
}
