import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
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
export class WithdrawPlotInput extends ChangeInput {
  @Field(() => Id)
  plotId!: string;
}

/** The supplier takes a claim back before the county has verified it. */
@Injectable()
export class WithdrawPlot {
  constructor(
    private readonly commands: Commands,
    private readonly plots: PlotSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: WithdrawPlotInput): Promise<Outcome<{ plotId: string }>> {
    return this.commands.run({ operation: 'withdrawPlot', actor, input }, async (tx) => {
      const plot = await this.plots.owned(tx, actor, input);
      await this.plots.take(tx, actor, { plot, verb: 'withdraw', action: 'withdrawPlot' });
      await this.work.done(tx, 'Plot', plot.id);
      return { plotId: plot.id };
    });
  }
}

@Resolver()
export class WithdrawPlotResolver {
  constructor(
    private readonly useCase: WithdrawPlot,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => PlotPayload)
  async withdrawPlot(
    @Args('input') input: WithdrawPlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ plotId }) => ({
      plot: await this.records.one(PLOTS, actor, plotId),
    }));
  }
}
