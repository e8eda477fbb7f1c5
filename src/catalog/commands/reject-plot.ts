import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { PlotPayload } from '../api/payloads.type';
import { PLOTS } from '../api/plot.type';
import { CatalogWork } from '../storage/catalog-work';
import { PlotSteps } from '../storage/plot-steps';

@InputType()
export class RejectPlotInput extends ChangeInput {
  @Field(() => Id)
  plotId!: string;

  @Field(() => NoteText)
  reason!: string;
}

/** The claim falls; the plot can be declared again, by whoever farms it. */
@Injectable()
export class RejectPlot {
  constructor(
    private readonly commands: Commands,
    private readonly plots: PlotSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: RejectPlotInput): Promise<Outcome<{ plotId: string }>> {
    return this.commands.run({ operation: 'rejectPlot', actor, input }, async (tx) => {
      const plot = await this.plots.inCounty(tx, actor, input);
      await this.plots.take(tx, actor, {
        plot,
        verb: 'reject',
        action: 'rejectPlot',
        changes: { rejectionNote: input.reason },
      });
      await this.work.done(tx, 'Plot', plot.id);
      return { plotId: plot.id };
    });
  }
}

@Resolver()
export class RejectPlotResolver {
  constructor(
    private readonly useCase: RejectPlot,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.COUNTY_AGRI)
  @Mutation(() => PlotPayload)
  async rejectPlot(
    @Args('input') input: RejectPlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ plotId }) => ({
      plot: await this.records.one(PLOTS, actor, plotId),
    }));
  }
}
