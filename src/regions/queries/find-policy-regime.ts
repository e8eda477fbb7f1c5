import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  BusinessDay,
  businessDateOf,
  Clock,
  CurrentScope,
  type BusinessDate,
  type RequestScope,
} from '../../platform/index';
import { Regions } from '../storage/regions';

@ObjectType({ description: '政策期' })
export class PolicyRegime {
  @Field({ description: 'TRANSITION_2021_2025, REGULAR_2026' })
  code!: string;

  @Field({ description: "In the caller's language" })
  name!: string;

  @Field(() => BusinessDay)
  validFrom!: BusinessDate;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: BusinessDate | null;

  @Field()
  sourceDocument!: string;

  @Field()
  verified!: boolean;
}

@Resolver()
export class FindPolicyRegime {
  constructor(
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => PolicyRegime, { nullable: true, description: 'Null: none is known for the day' })
  async policyRegime(
    @Args('on', { type: () => BusinessDay, nullable: true, description: 'Today, if not given' })
    on: BusinessDate | null,
    @CurrentScope() scope: RequestScope,
  ): Promise<PolicyRegime | null> {
    const regime = await this.regions.policyRegime(on ?? businessDateOf(this.clock.now()));
    return regime && { ...regime, name: scope.locale === 'en' ? regime.nameEn : regime.nameZh };
  }
}
