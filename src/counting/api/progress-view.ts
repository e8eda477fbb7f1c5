import { Injectable } from '@nestjs/common';
import { categoryOf } from '../../catalog/index';
import { AgreementReader, PairingReader, type AnnualAgreementType } from '../../pairing/index';
import { Clock, Installation, businessDateOf, type Actor } from '../../platform/index';
import { Regions } from '../../regions/index';
import { ProgressReader, type FigureRow, type ProgressScope } from '../storage/progress-figures';
import { moneyOf } from './money-of';
import type { CountingProgress, ProgressFigures, ProgressGroup, ProgressRow } from './progress.type';

/** Progress as people read it: figures with names; an agreement out of the office's scope does not exist. */
@Injectable()
export class ProgressView {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly progress: ProgressReader,
    private readonly pairings: PairingReader,
    private readonly regions: Regions,
    private readonly installation: Installation,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, agreementId: string, groupBy: ProgressGroup): Promise<CountingProgress> {
    const agreement = await this.agreements.visibleTo(actor, agreementId);
    const scope = scopeOf(agreement);
    const [rows, committed, pending, demonstrationData] = await Promise.all([
      this.progress.figures(scope, groupBy),
      this.progress.committedFen(scope),
      this.progress.pending(scope),
      this.installation.holdsDemonstrationData(),
    ]);
    return {
      agreement,
      committed: moneyOf(committed),
      total: figuresOf(summed(rows)),
      rows: await this.rowsOf(scope, groupBy, rows),
      pending: { orders: pending.orders, since: pending.since, reversals: moneyOf(pending.reversalsFen) },
      demonstrationData,
    };
  }

  private async rowsOf(scope: ProgressScope, groupBy: ProgressGroup, rows: readonly FigureRow[]) {
    const named = await Promise.all(rows.map((row) => this.named(groupBy, row)));
    if (groupBy !== 'MONTH') return named;
    const states = await this.progress.monthStates(scope);
    for (const row of named) row.periodState = states.get(row.key) ?? 'OPEN';
    return named;
  }

  private async named(groupBy: ProgressGroup, row: FigureRow): Promise<ProgressRow> {
    const { gross, reversals, net, provisional } = figuresOf(row);
    return { key: row.key, name: await this.nameOf(groupBy, row.key), gross, reversals, net, provisional };
  }

  private async nameOf(groupBy: ProgressGroup, key: string): Promise<string> {
    if (groupBy === 'COUNTY') return this.region(key);
    if (groupBy === 'CATEGORY') return categoryOf(key)?.name ?? key;
    if (groupBy === 'PAIRING') return this.pairName(await this.pairings.one(key));
    return groupBy === 'AGREEMENT' ? this.agreementName(key) : key;
  }

  private async agreementName(id: string): Promise<string> {
    const regions = await this.progress.regionsOf(id);
    return regions ? this.pairName(regions) : id;
  }

  private async pairName(pair: { eastRegionCode: string; westRegionCode: string }): Promise<string> {
    return `${await this.region(pair.eastRegionCode)}–${await this.region(pair.westRegionCode)}`;
  }

  private async region(code: string): Promise<string> {
    return (await this.regions.place(code, businessDateOf(this.clock.now())))?.name ?? code;
  }
}

export function scopeOf(agreement: AnnualAgreementType): ProgressScope {
  return {
    agreementId: agreement.id,
    year: agreement.year,
    eastRegionCode: agreement.east.code,
    westRegionCode: agreement.west.code,
  };
}

function summed(rows: readonly FigureRow[]): Omit<FigureRow, 'key'> {
  const sum = (read: (row: FigureRow) => bigint) => rows.reduce((total, row) => total + read(row), 0n);
  return {
    grossFen: sum((row) => row.grossFen),
    reversalsFen: sum((row) => row.reversalsFen),
    provisionalFen: sum((row) => row.provisionalFen),
  };
}

function figuresOf(row: Omit<FigureRow, 'key'>): ProgressFigures {
  return {
    gross: moneyOf(row.grossFen),
    reversals: moneyOf(row.reversalsFen),
    net: moneyOf(row.grossFen - row.reversalsFen),
    provisional: moneyOf(row.provisionalFen),
  };
}
