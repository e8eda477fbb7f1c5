import { Injectable } from '@nestjs/common';
import { categoryOf } from '../../catalog/index';
import { AgreementReader, type AnnualAgreementType } from '../../pairing/index';
import { Clock, badInput, businessDateOf, type Actor, type BusinessDate } from '../../platform/index';
import { Regions } from '../../regions/index';
import { ProgressReader, type FigureRow, type ProgressScope } from '../storage/progress-figures';
import type { AsOf } from '../storage/totals-rows';
import { moneyOf } from './money-of';
import type { ProgressFigures, ProgressGroup, ProgressRow, ShownProgress } from './progress.type';

/** Progress as people read it: figures with names; an agreement out of the office's scope does not exist. */
@Injectable()
export class ProgressView {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly progress: ProgressReader,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  async of(
    actor: Actor,
    agreementId: string,
    groupBy: ProgressGroup,
    asked: AsOf = null,
  ): Promise<ShownProgress> {
    const agreement = await this.agreements.visibleTo(actor, agreementId);
    const today = businessDateOf(this.clock.now());
    const asOf = pastDay(asked, today);
    const scope = scopeOf(agreement);
    const figures = await this.progress.figures(scope, groupBy, asOf);
    const { rows, committedFen, pending, demonstration } = figures;
    return {
      agreement,
      asOf: asOf ?? today,
      committed: moneyOf(committedFen),
      total: figuresOf(summed(rows)),
      rows: await this.rowsOf(scope, groupBy, rows),
      pending: {
        orders: pending.orders,
        claims: pending.claims,
        since: pending.since,
        reversals: moneyOf(pending.reversalsFen),
      },
      demonstrationData: demonstration,
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
    return { key: row.key, name: await this.nameOf(groupBy, row), gross, reversals, net, provisional };
  }

  private async nameOf(groupBy: ProgressGroup, { key, between }: FigureRow): Promise<string> {
    if (between) return this.pairName(between);
    if (groupBy === 'COUNTY') return this.region(key);
    return groupBy === 'CATEGORY' ? (categoryOf(key)?.name ?? key) : key;
  }

  private async pairName(pair: { eastRegionCode: string; westRegionCode: string }): Promise<string> {
    return `${await this.region(pair.eastRegionCode)}–${await this.region(pair.westRegionCode)}`;
  }

  private async region(code: string): Promise<string> {
    return (await this.regions.place(code, businessDateOf(this.clock.now())))?.name ?? code;
  }
}

/** Today's figures are those of now; of a day to come nothing is known. */
export function pastDay(asked: AsOf, today: BusinessDate): AsOf {
  if (asked !== null && asked > today)
    throw badInput(['asOf'], { zh: '不能晚于今天', en: 'must not be later than today' });
  return asked === today ? null : asked;
}

export function scopeOf(agreement: AnnualAgreementType): ProgressScope {
  return {
    agreementId: agreement.id,
    scheme: agreement.kind,
    helperId: agreement.helperOrganizationId,
    alone: agreement.helperOrganizationId !== null || agreement.counterOrganizationId !== null,
    year: agreement.year,
    eastRegionCode: agreement.east.code,
    westRegionCode: agreement.west.code,
  };
}

export type Sums = Omit<FigureRow, 'key' | 'between'>;

export function summed(rows: readonly Sums[]): Sums {
  const sum = (read: (row: Sums) => bigint) => rows.reduce((total, row) => total + read(row), 0n);
  return {
    grossFen: sum((row) => row.grossFen),
    reversalsFen: sum((row) => row.reversalsFen),
    provisionalFen: sum((row) => row.provisionalFen),
  };
}

export function figuresOf(row: Sums): ProgressFigures {
  return {
    gross: moneyOf(row.grossFen),
    reversals: moneyOf(row.reversalsFen),
    net: moneyOf(row.grossFen - row.reversalsFen),
    provisional: moneyOf(row.provisionalFen),
  };
}
