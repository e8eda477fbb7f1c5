import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { ManagedRecords } from '../../catalog/index';
import { Role } from '../../organizations/index';
import { Allow, CurrentActor, PageArgs, connectionOf, type Actor, type Page } from '../../platform/index';
import { MANAGED_ALARMS, UnsoldAlarmStateEnum, UnsoldAlarmType } from '../api/unsold-alarm.type';
import type { AlarmState } from '../domain/rescue.states';

@ArgsType()
export class BrowseUnsoldAlarmsArgs extends PageArgs {
  @Field(() => UnsoldAlarmStateEnum, { nullable: true })
  state?: AlarmState | null;
}

const UnsoldAlarmConnection = connectionOf(UnsoldAlarmType, 'UnsoldAlarm');

/** As the supplier, the county above it and the platform see them; newest first. */
@Resolver()
export class BrowseUnsoldAlarms {
  constructor(private readonly records: ManagedRecords) {}

  @Allow(Role.SUPPLIER, Role.COUNTY_AGRI, Role.COUNTY_REVITAL, Role.PLATFORM_OPS, Role.AUDITOR)
  @Query(() => UnsoldAlarmConnection)
  unsoldAlarms(
    @Args() args: BrowseUnsoldAlarmsArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<UnsoldAlarmType>> {
    return this.records.page(MANAGED_ALARMS, actor, args, {
      where: '($1::text IS NULL OR a.state = $1)',
      values: [args.state ?? null],
    });
  }
}
