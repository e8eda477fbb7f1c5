import { Injectable } from '@nestjs/common';
import type { CommitmentUnit } from '../../../pairing/index';
import { ReadReplica, type Actor } from '../../../platform/index';
import { Regions, placeOn } from '../../../regions/index';
import { industryScheme } from '../../data/industry';
import type { IndustryIndicator } from '../../domain/industry-portion';
import { INDUSTRY_KIND } from '../../storage/industry/industry-judge';
import { RegionTargets } from '../../storage/region-targets';
import { RulesOfDay } from '../../storage/rules-of-day';
import { Totals } from '../../storage/totals';
import type { AsOf } from '../../storage/totals-rows';
import { summed } from '../progress-view';
import { rolledUp, type TreeFigures } from '../region-tree';
import { TreeRoots } from '../tree-roots';
import { indicatorAmount, totalsOf, unitOf } from './indicator-amount.type';
import type { IndicatorTree } from './indicator-tree.type';

/** The tree of an indicator below a region of the caller's own side, as that of goods. */
@Injectable()
export class IndicatorTreeView {
  constructor(
    private readonly database: ReadReplica,
    private readonly totals: Totals,
    private readonly targets: RegionTargets,
    private readonly rules: RulesOfDay,
    private readonly roots: TreeRoots,
    private readonly regions: Regions,
  ) {}

  async of(
    actor: Actor,
    indicator: IndustryIndicator,
    named: string | null,
    asked: AsOf,
  ): Promise<IndicatorTree> {
    const { regionCode, today, asOf, side } = await this.roots.of(actor, named, asked);
    const on = asOf ?? today;
    const unit = unitOf(indicator);
    const scheme = industryScheme(indicator);
    const root = { scheme, year: Number(on.slice(0, 4)), side, regionCode };
    const [counted, targets, rules, { lineage }] = await Promise.all([
      this.totals.tree(this.database, root, asOf, unit),
      this.targets.of({ ...root, scheme: INDUSTRY_KIND }, asOf, indicator),
      this.rules.on(scheme, on),
      this.regions.facts(),
    ]);
    const targetFen = targets.reduce((sum, one) => sum + one.targetFen, 0n);
    return {
      indicator,
      year: root.year,
      side,
      asOf: on,
      ...rules,
      total: toldFigures(unit, { ...summed(counted), targetFen }),
      nodes: rolledUp([...counted, ...targets], regionCode).map((node) => ({
        regionCode: node.regionCode,
        parentCode: node.parentCode,
        name: placeOn(lineage, node.regionCode, on)?.name ?? node.regionCode,
        ...toldFigures(unit, node),
      })),
    };
  }
}

const toldFigures = (unit: CommitmentUnit, { targetFen, grossFen, reversalsFen }: TreeFigures) => ({
  target: indicatorAmount(unit, targetFen),
  ...totalsOf(unit, grossFen, reversalsFen),
});
