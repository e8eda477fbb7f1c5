import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Decimal, SignedDecimal } from './scalars';

@ObjectType('Money', { description: 'An exact amount of money; never a float' })
export class MoneyType {
  @Field(() => SignedDecimal)
  amount!: string;

  @Field()
  currency!: string;
}

@InputType()
export class MoneyInput {
  @Field(() => Decimal)
  amount!: string;

  @Field({ defaultValue: 'CNY' })
  currency!: string;
}

@ObjectType('Quantity', { description: 'An exact quantity in the unit given' })
export class QuantityType {
  @Field(() => SignedDecimal)
  value!: string;

  @Field()
  unit!: string;
}

@InputType()
export class QuantityInput {
  @Field(() => Decimal)
  value!: string;

  @Field({ description: 'Code of the unit table: kg, g, t, jin …' })
  unit!: string;
}
