import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { Gauge } from 'prom-client';
import { Database } from '../database/database';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import { MEASURE, type MeasureOptions, type Measures } from './measure';
import { Meters } from './meters';

/** Several scrapers ask; the database answers once in this time. */
const FRESH_MILLISECONDS = 10_000;
/** A scrape never waits longer for the database, dead or busy. */
const PATIENCE_MILLISECONDS = 2_000;

interface Figure {
  readonly target: Measures;
  readonly gauge: Gauge;
  readonly label: string | undefined;
}

/** Figures that need SQL. Where the database does not answer they are absent, and a gauge says so; the rest is still told. */
@Injectable()
export class Figures implements OnModuleInit {
  private figures: Figure[] = [];
  private readonly missing: Gauge;
  private underWay: Promise<void> | undefined;
  private readAt = -FRESH_MILLISECONDS;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly meters: Meters,
  ) {
    this.missing = meters.gauge(
      'xieshou_figures_missing',
      '1 while figures from the database cannot be read',
    );
  }

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function') continue;
      const options = this.reflector.get<MeasureOptions | undefined>(MEASURE, metatype);
      if (!options) continue;
      const gauge = this.meters.gauge(options.name, options.help, options.label ? [options.label] : []);
      this.figures.push({ target: instance as Measures, gauge, label: options.label });
    }
    this.forget(false);
  }

  /** Everything as Prometheus reads it. */
  async text(): Promise<string> {
    await this.refresh();
    return this.meters.registry.metrics();
  }

  private async refresh(): Promise<void> {
    if (performance.now() - this.readAt < FRESH_MILLISECONDS) return;
    this.underWay ??= this.read().finally(() => (this.underWay = undefined));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.forget(true);
        resolve();
      }, PATIENCE_MILLISECONDS);
    });
    await Promise.race([this.underWay, patience]);
    clearTimeout(timer);
  }

  private async read(): Promise<void> {
    try {
      for (const { target, gauge, label } of this.figures) {
        const measured = await target.measure(this.database);
        gauge.reset(); // a label that is gone must not stay; without labels reset says 0
        for (const { label: value, value: reading } of measured)
          gauge.set(label && value !== undefined ? { [label]: value } : {}, Number(reading));
      }
      this.missing.set(0);
      this.readAt = performance.now();
    } catch (error) {
      log.warn('figures missing', faultFields(error));
      this.forget(true);
    }
  }

  /** An old figure would look like a present one. */
  private forget(missing: boolean): void {
    for (const { gauge, label } of this.figures) {
      if (label) gauge.reset();
      else gauge.remove();
    }
    this.missing.set(missing ? 1 : 0);
  }
}
