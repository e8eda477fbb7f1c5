import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, isSamePerson } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { PlotPayload } from '../api/payloads.type';
import { PLOTS } from '../api/plot.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { Capacities } from '../storage/capacities';
import { CatalogWork } from '../storage/catalog-work';
import { PlotSteps } from '../storage/plot-steps';

@InputType()
export class VerifyPlotInput extends ChangeInput {
  @Field(() => Id)
  plotId!: string;
}

/** The county’s agricultural side has seen the land. */
@Injectable()
export class VerifyPlot {
  constructor(
    private readonly commands: Commands,
    private readonly plots: PlotSteps,
    private readonly capacities: Capacities,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: VerifyPlotInput): Promise<Outcome<{ plotId: string }>> {
    return this.commands.run({ operation: 'verifyPlot', actor, input }, async (tx) => {
      const plot = await this.plots.inCounty(tx, actor, input);
      const own = plot.supplierId === actor.organizationId;
      if (own || (await isSamePerson(tx, actor.memberId, [plot.declaredBy])))
        refuse(catalogRefusals.SAME_PERSON(['plotId']));
      await this.plots.take(tx, actor, {
        plot,
        verb: 'verify',
        action: 'verifyPlot',
        changes: { verifiedBy: actor.memberId, verifiedOn: businessDateOf(tx.at) },
      });
      await this.capacities.addVerifiedArea(tx, plot.capacityId, plot.areaSi);
      await this.work.done(tx, 'Plot', plot.id);
      return { plotId: plot.id };
    });
  }
}

@Resolver()
export class VerifyPlotResolver {
  constructor(
    private readonly useCase: VerifyPlot,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.COUNTY_AGRI)
  @Mutation(() => PlotPayload)
  async verifyPlot(
    @Args('input') input: VerifyPlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ plotId }) => ({
      plot: await this.records.one(PLOTS, actor, plotId),
    }));
  }
}
