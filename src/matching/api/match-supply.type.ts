import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { eligibilityNames, type EligibilityName } from '../../../libs/matching/src/index';
import { SellerType } from '../../catalog/index';
import { Id, RegionCode, SignedDecimal } from '../../platform/index';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const MatchSupplyKindEnum = same(['LOT', 'ANNOUNCEMENT'] as const);
registerEnumType(MatchSupplyKindEnum, { name: 'MatchSupplyKind', description: '批次、预计上市' });
export const EligibilityEnum = same(eligibilityNames);
registerEnumType(EligibilityEnum, {
  name: 'MatchFilter',
  description: 'What goods must pass to be proposed for a delivery window at all',
});

@ObjectType('UnitRate', { description: 'Yuan per unit, to the last digit: costs above zero, benefits below' })
export class UnitRateType {
  @Field(() => SignedDecimal)
  yuan!: string;

  @Field({ description: 'Unit code: kg, L or piece' })
  per!: string;
}

@ObjectType('MatchSupply', { description: 'A lot on sale or an announced harvest, as everybody may know it' })
export class MatchSupplyType {
  @Field(() => Id)
  id!: string;

  @Field(() => MatchSupplyKindEnum)
  kind!: 'LOT' | 'ANNOUNCEMENT';

  @Field()
  productName!: string;

  @Field(() => SellerType)
  supplier!: SellerType;

  @Field(() => RegionCode)
  originCounty!: string;
}

@ObjectType('FilterCount')
export class FilterCountType {
  @Field(() => EligibilityEnum)
  filter!: EligibilityName;

  @Field(() => Int)
  supplies!: number;
}

@ObjectType('RefusedSupply')
export class RefusedSupplyType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => [EligibilityEnum])
  failed!: readonly EligibilityName[];
}
