import { Injectable } from '@nestjs/common';
import { AgreementReader, type CommitmentUnit } from '../../../pairing/index';
import { Clock, businessDateOf, type Actor } from '../../../platform/index';
import { Regions } from '../../../regions/index';
import { industryScheme } from '../../data/industry';
import type { IndustryIndicator } from '../../domain/industry-portion';
import { IndicatorFigures } from '../../storage/industry/indicator-figures';
import { ProgressReader, type FigureRow, type ProgressScope } from '../../storage/progress-figures';
import { RulesOfDay } from '../../storage/rules-of-day';
import type { AsOf } from '../../storage/totals-rows';
import { pastDay, scopeOf, summed, type Sums } from '../progress-view';
import type { IndicatorGroup } from './indicator.enums';
import { indicatorAmount, totalsOf, unitOf } from './indicator-amount.type';
import type { IndicatorProgress, IndicatorRow } from './indicator-progress.type';

/** Progress of an indicator as people read it; an agreement out of the office’s scope does not exist. */
@Injectable()
export class IndicatorView {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly figures: IndicatorFigures,
    private readonly progress: ProgressReader,
    private readonly rules: RulesOfDay,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  async of(
    actor: Actor,
    agreementId: string,
    { indicator, by }: { readonly indicator: IndustryIndicator; readonly by: IndicatorGroup },
    asked: AsOf,
  ): Promise<IndicatorProgress> {
    const agreement = await this.agreements.visibleTo(actor, agreementId);
    const today = businessDateOf(this.clock.now());
    const asOf = pastDay(asked, today);
    const scope = scopeOf(agreement);
    const { rows, committed, waiting, demonstration } = await this.figures.of(scope, indicator, by, asOf);
    const unit = unitOf(indicator);
    return {
      agreement,
      indicator,
      asOf: asOf ?? today,
      ...(await this.rules.on(industryScheme(indicator), asOf ?? today)),
      committed: indicatorAmount(unit, committed),
      total: ofSums(unit, summed(rows)),
      rows: await this.rowsOf(scope, by, unit, rows),
      pendingProjects: waiting,
      demonstrationData: demonstration,
    };
  }

  private async rowsOf(
    scope: ProgressScope,
    by: IndicatorGroup,
    unit: CommitmentUnit,
    rows: readonly FigureRow[],
  ): Promise<IndicatorRow[]> {
    const states = by === 'MONTH' ? await this.progress.monthStates(scope) : null;
    return Promise.all(
      rows.map(async (row) => ({
        key: row.key,
        name: await this.nameOf(by, row),
        periodState: states && (states.get(row.key) ?? 'OPEN'),
        ...ofSums(unit, row),
      })),
    );
  }

  private async nameOf(by: IndicatorGroup, { key, between }: FigureRow): Promise<string> {
    if (by === 'MONTH') return key;
    if (!between) return this.region(key);
    return `${await this.region(between.eastRegionCode)}–${await this.region(between.westRegionCode)}`;
  }

  private async region(code: string): Promise<string> {
    return (await this.regions.place(code, businessDateOf(this.clock.now())))?.name ?? code;
  }
}

const ofSums = (unit: CommitmentUnit, { grossFen, reversalsFen }: Sums) =>
  totalsOf(unit, grossFen, reversalsFen);
