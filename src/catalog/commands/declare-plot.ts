import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  QuantityInput,
  RegionCode,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Regions } from '../../regions/index';
import { ManagedRecords } from '../api/managed-records';
import { PlotPayload } from '../api/payloads.type';
import { PLOTS } from '../api/plot.type';
import { cropOf } from '../data/goods-catalogue';
import { catalogRefusals } from '../domain/catalog.refusals';
import { recordNumber } from '../domain/record-number';
import { baseOf } from '../domain/said-amounts';
import { Capacities } from '../storage/capacities';
import { CatalogWork } from '../storage/catalog-work';
import { PlotSteps } from '../storage/plot-steps';

/** 100,000 亩: more is no plot but a mistake in the unit. */
const LARGEST_PLOT_SI = 1_000_000_000n;

@InputType()
export class DeclarePlotInput extends CommandInput {
  @Field(() => RegionCode)
  countyCode!: string;

  @Field(() => ShortText, { description: '地块编码' })
  plotCode!: string;

  @Field(() => ShortText)
  cropCode!: string;

  @Field(() => Int, { description: 'Harvest year' })
  season!: number;

  @Field(() => QuantityInput, { description: 'In mu, ha or m2' })
  area!: QuantityInput;
}

/** Land a supplier farms for one crop in one season; it counts once the county has verified it. */
@Injectable()
export class DeclarePlot {
  constructor(
    private readonly commands: Commands,
    private readonly regions: Regions,
    private readonly capacities: Capacities,
    private readonly plots: PlotSteps,
    private readonly work: CatalogWork,
  ) {}

  execute(actor: Actor, input: DeclarePlotInput): Promise<Outcome<{ plotId: string }>> {
    return this.commands.run({ operation: 'declarePlot', actor, input }, async (tx) => {
      const { countyCode, cropCode, season } = input;
      const today = businessDateOf(tx.at);
      if (!cropOf(cropCode)) refuse(catalogRefusals.CROP_NOT_OF_CATEGORY(['cropCode']));
      if (Math.abs(season - Number(today.slice(0, 4))) > 1)
        refuse(catalogRefusals.SEASON_OUT_OF_RANGE(['season']));
      const place = await this.regions.place(countyCode, today, tx);
      if (place?.level !== 'COUNTY') refuse(catalogRefusals.ORIGIN_NOT_A_COUNTY(['countyCode']));
      const areaSi = baseOf(input.area, 'mu', ['area']);
      if (areaSi > LARGEST_PLOT_SI) refuse(catalogRefusals.PLOT_TOO_LARGE(['area']));
      const supplierId = actor.organizationId;
      const capacityId = await this.capacities.ensure(tx, { supplierId, countyCode, cropCode, season });
      const plotId = await this.plots.declare(tx, actor, {
        capacityId,
        countyCode,
        plotCode: recordNumber(input.plotCode),
        cropCode,
        season,
        areaSi,
      });
      await this.work.forCounty(tx, countyCode, Role.COUNTY_AGRI, {
        kind: 'VERIFY_PLOT',
        subjectKind: 'Plot',
        subjectId: plotId,
      });
      return { plotId };
    });
  }
}

@Resolver()
export class DeclarePlotResolver {
  constructor(
    private readonly useCase: DeclarePlot,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => PlotPayload)
  async declarePlot(
    @Args('input') input: DeclarePlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ plotId }) => ({
      plot: await this.records.one(PLOTS, actor, plotId),
    }));
  }
}
