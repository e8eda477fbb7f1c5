import { Injectable } from '@nestjs/common';
import { ReadReplica, type Actor } from '../../platform/index';
import { Regions, placeOn } from '../../regions/index';
import { RegionTargets } from '../storage/region-targets';
import { RulesOfDay } from '../storage/rules-of-day';
import { Totals } from '../storage/totals';
import type { AsOf } from '../storage/totals-rows';
import { moneyOf } from './money-of';
import { figuresOf, summed } from './progress-view';
import { rolledUp, type TreeFigures } from './region-tree';
import type { TargetTree } from './target-tree.type';
import { TreeRoots } from './tree-roots';

/** The tree below a region of the caller's own side; a region out of the office's scope does not exist. */
@Injectable()
export class TargetTreeView {
  constructor(
    private readonly database: ReadReplica,
    private readonly totals: Totals,
    private readonly targets: RegionTargets,
    private readonly rules: RulesOfDay,
    private readonly roots: TreeRoots,
    private readonly regions: Regions,
  ) {}

  async of(actor: Actor, named: string | null, asked: AsOf, scheme: string): Promise<TargetTree> {
    const { regionCode, today, asOf, side } = await this.roots.of(actor, named, asked);
    const on = asOf ?? today;
    const root = { scheme, year: Number(on.slice(0, 4)), side, regionCode };
    const [counted, targets, rules, { lineage }, [installation]] = await Promise.all([
      this.totals.tree(this.database, root, asOf),
      this.targets.of(root, asOf),
      this.rules.on(scheme, on),
      this.regions.facts(),
      this.database.query<{ demonstration: boolean }>('SELECT demonstration FROM installation'),
    ]);
    const nodes = rolledUp([...counted, ...targets], regionCode).map((node) => ({
      regionCode: node.regionCode,
      parentCode: node.parentCode,
      name: placeOn(lineage, node.regionCode, on)?.name ?? node.regionCode,
      ...toldFigures(node),
    }));
    const targetFen = targets.reduce((sum, one) => sum + one.targetFen, 0n);
    return {
      scheme,
      year: root.year,
      side,
      asOf: on,
      ...rules,
      total: toldFigures({ ...summed(counted), targetFen }),
      nodes,
      demonstrationData: installation?.demonstration ?? false,
    };
  }
}

function toldFigures(figures: TreeFigures) {
  const { gross, reversals, net, provisional } = figuresOf(figures);
  return { target: moneyOf(figures.targetFen), gross, reversals, net, provisional };
}
