import { Field, Int, ObjectType } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { Id, MoneyType, connectionOf } from '../../platform/index';
import type { BudgetCard } from '../storage/budget-cards';

@ObjectType('Budget')
export class BudgetType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => MoneyType)
  limit!: MoneyType;

  @Field(() => MoneyType)
  reserved!: MoneyType;

  @Field(() => MoneyType)
  left!: MoneyType;

  @Field(() => Int)
  version!: number;
}

export const BudgetConnection = connectionOf(BudgetType, 'Budget');

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

export function budgetType(card: BudgetCard | null): BudgetType | null {
  if (!card) return null;
  const { limitFen, reservedFen, ...rest } = card;
  return { ...rest, limit: yuan(limitFen), reserved: yuan(reservedFen), left: yuan(limitFen - reservedFen) };
}
