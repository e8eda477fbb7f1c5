import { Args, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AllowPublic, badInput, BusinessDay, type BusinessDate } from '../../platform/index';
import { yearOf } from '../domain/business-date';
import { MOST_WORKING_DAYS } from '../domain/working-days';
import { Regions } from '../storage/regions';

@ObjectType({ description: "A day by the State Council's yearly holiday notice" })
export class CalendarDay {
  @Field(() => BusinessDay)
  date!: BusinessDate;

  @Field()
  isWorkingDay!: boolean;

  @Field(() => [Int], { description: 'Years without a known notice: there only weekends were left out' })
  noticeMissing!: number[];
}

@Resolver()
export class FindWorkingDays {
  constructor(private readonly regions: Regions) {}

  @AllowPublic()
  @Query(() => CalendarDay)
  async calendarDay(@Args('date', { type: () => BusinessDay }) date: BusinessDate): Promise<CalendarDay> {
    const { calendar } = await this.regions.facts();
    const noticeMissing = calendar.knowsYear(yearOf(date)) ? [] : [yearOf(date)];
    return { date, isWorkingDay: calendar.isWorkingDay(date), noticeMissing };
  }

  @AllowPublic()
  @Query(() => CalendarDay, {
    description: 'The n-th working day after a day; the day itself is not counted',
  })
  async workingDayAfter(
    @Args('from', { type: () => BusinessDay }) from: BusinessDate,
    @Args('days', { type: () => Int, description: `0 to ${MOST_WORKING_DAYS}` }) days: number,
  ): Promise<CalendarDay> {
    if (days < 0 || days > MOST_WORKING_DAYS) {
      throw badInput(['days'], {
        zh: `应为 0–${MOST_WORKING_DAYS} 天`,
        en: `0 to ${MOST_WORKING_DAYS} days are expected`,
      });
    }
    const { calendar } = await this.regions.facts();
    const { date, noticeMissing } = calendar.add(from, days);
    return { date, isWorkingDay: calendar.isWorkingDay(date), noticeMissing };
  }
}
