import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Decimal, ShortText, SignedDecimal } from './scalars';

/** Everything is bought and paid in renminbi; another currency is refused by the schema itself. */
export const Currency = { CNY: 'CNY' } as const;
export type Currency = (typeof Currency)[keyof typeof Currency];
registerEnumType(Currency, { name: 'Currency' });

@ObjectType('Money', { description: 'An exact amount of money; never a float' })
export class MoneyType {
  @Field(() => SignedDecimal)
  amount!: string;

  @Field(() => Currency)
  currency!: string;
}

@InputType()
export class MoneyInput {
  @Field(() => Decimal)
  amount!: string;

  @Field(() => Currency, { defaultValue: Currency.CNY })
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

  @Field(() => ShortText, {
    description: 'Code of the unit table: kg, g, t, jin …, or its Chinese word: 公斤, 克, 吨, 斤 …',
  })
  unit!: string;
}
