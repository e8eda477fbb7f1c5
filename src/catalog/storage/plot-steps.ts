import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { liesWithin } from '../../regions/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { catalogRefusals } from '../domain/catalog.refusals';
import { plotStates } from '../domain/plot.states';
import { PlotRow } from './plot.entity';

type Claim = Pick<PlotRow, 'capacityId' | 'countyCode' | 'plotCode' | 'cropCode' | 'season' | 'areaSi'>;

interface Seen {
  readonly plotId: string;
  readonly expectedVersion: number;
}

/** Claims on land and the county's word on them. */
@Injectable()
export class PlotSteps {
  constructor(private readonly audit: Audit) {}

  /** Refuses PLOT_CLAIMED where the claim of anybody stands for the crop and season: the unique index decides races. */
  async declare(tx: Tx, actor: Actor, claim: Claim): Promise<string> {
    const id = randomUUID();
    const added = await tx.query(
      `INSERT INTO plots (id, capacity_id, supplier_id, county_code, plot_code, crop_code, season, area_si, state, declared_by,
         created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'DECLARED', $9, $10, 1)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        id,
        claim.capacityId,
        actor.organizationId,
        claim.countyCode,
        claim.plotCode,
        claim.cropCode,
        claim.season,
        claim.areaSi,
        actor.memberId,
        tx.at,
      ],
    );
    if (added.length === 0) refuse(catalogRefusals.PLOT_CLAIMED(['plotCode']));
    await this.record(tx, actor, 'declarePlot', id, null, 'DECLARED');
    return id;
  }

  async owned(tx: Tx, actor: Actor, seen: Seen): Promise<PlotRow> {
    return this.read(tx, seen, (plot) => plot.supplierId === actor.organizationId);
  }

  /** A plot in the actor's county. */
  async inCounty(tx: Tx, actor: Actor, seen: Seen): Promise<PlotRow> {
    const { regionCode } = actor;
    return this.read(tx, seen, (plot) => regionCode !== null && liesWithin(plot.countyCode, regionCode));
  }

  async take(
    tx: Tx,
    actor: Actor,
    step: {
      plot: PlotRow;
      verb: 'verify' | 'reject' | 'withdraw';
      action: string;
      changes?: Partial<PlotRow>;
    },
  ): Promise<void> {
    const { plot, verb, action, changes } = step;
    const state = plotStates.next(plot.state, verb, ['plotId']);
    await tx.change(PlotRow, plot, { ...changes, state });
    await this.record(tx, actor, action, plot.id, plot.state, state);
  }

  private async read(tx: Tx, seen: Seen, reaches: (plot: PlotRow) => boolean): Promise<PlotRow> {
    const plot = await tx.manager.findOneBy(PlotRow, { id: seen.plotId });
    if (!plot || !reaches(plot)) throw notFound(['plotId']);
    tx.expectVersion(plot, seen.expectedVersion);
    return plot;
  }

  private record(tx: Tx, actor: Actor, action: string, plotId: string, from: string | null, to: string) {
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Plot',
      subjectId: plotId,
      ...(from ? { fromState: from } : {}),
      toState: to,
    });
  }
}
