import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, PageArgs, type Actor, type Page } from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import { PLOTS, PlotConnection, PlotStateEnum, PlotType } from '../api/plot.type';
import type { PlotState } from '../domain/plot.states';

@ArgsType()
export class BrowsePlotsArgs extends PageArgs {
  @Field(() => PlotStateEnum, { nullable: true })
  state?: PlotState | null;
}

/** As the supplier, the county above it and the platform see them; nobody else sees any. */
@Resolver()
export class BrowsePlots {
  constructor(private readonly records: ManagedRecords) {}

  @AllowSignedIn()
  @Query(() => PlotType)
  plot(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<PlotType> {
    return this.records.one(PLOTS, actor, id);
  }

  @AllowSignedIn()
  @Query(() => PlotConnection)
  plots(@Args() args: BrowsePlotsArgs, @CurrentActor() actor: Actor): Promise<Page<PlotType>> {
    return this.records.page(PLOTS, actor, args, {
      where: `($1::text IS NULL OR t.state = $1)`,
      values: [args.state ?? null],
    });
  }
}
