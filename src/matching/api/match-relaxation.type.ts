import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MatchSupplyType, UnitRateType } from './match-supply.type';

const KINDS = [
  'RAISE_CAP',
  'ACCEPT_GRADE',
  'DROP_CERTIFICATES',
  'DELIVER_LATER',
  'DELIVER_EARLIER',
  'WANT_MORE',
  'TAKE_OTHER_PRODUCT',
  'ALLOW_SUPPLIER',
] as const;
export const RelaxationKindEnum = Object.fromEntries(KINDS.map((name) => [name, name])) as {
  [Name in (typeof KINDS)[number]]: Name;
};
registerEnumType(RelaxationKindEnum, { name: 'RelaxationKind' });

@ObjectType('RelaxationChange', {
  description: 'One thing a buyer could change, with the least change that helps',
})
export class RelaxationChangeType {
  @Field(() => RelaxationKindEnum)
  kind!: string;

  @Field({ description: 'In Chinese' })
  zh!: string;

  @Field({ description: 'In English' })
  en!: string;
}

@ObjectType('Relaxation', { description: 'Changes that together let these goods serve' })
export class RelaxationType {
  @Field(() => MatchSupplyType)
  supply!: MatchSupplyType;

  @Field(() => [RelaxationChangeType])
  changes!: RelaxationChangeType[];

  @Field(() => UnitRateType, { description: 'What the goods would then cost delivered' })
  landed!: UnitRateType;
}
