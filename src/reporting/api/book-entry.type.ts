import { Field, ObjectType } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { BusinessDay, Id, MoneyType, connectionOf } from '../../platform/index';
import type { EntryRow } from '../storage/entry-rows';

@ObjectType({ description: '明细: one counting entry; what a figure is the sum of' })
export class BookEntry {
  @Field({
    description: 'CONFIRMED counts, REVERSAL takes back; PROVISIONAL and VOID are what is not settled yet',
  })
  kind!: string;

  @Field({ description: '采购 PURCHASE or 帮助销售 HELP_SELL' })
  mode!: string;

  @Field(() => Id)
  portionId!: string;

  @Field(() => String, { nullable: true, description: 'Null: bought elsewhere' })
  orderNumber!: string | null;

  @Field(() => Id)
  unitId!: string;

  @Field()
  unitName!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  supplierName!: string;

  @Field()
  countyCode!: string;

  @Field()
  categoryCode!: string;

  @Field({ description: 'The month it is booked in, YYYY-MM' })
  period!: string;

  @Field(() => BusinessDay, { description: 'The day whose rules it was judged by' })
  countedOn!: string;

  @Field(() => BusinessDay)
  recordedOn!: string;

  @Field(() => MoneyType, { description: 'Negative where it takes back' })
  amount!: MoneyType;

  @Field(() => String, { nullable: true, description: 'Why it takes back' })
  reason!: string | null;

  @Field()
  ruleVersion!: string;
}

export const BookEntryConnection = connectionOf(BookEntry, 'BookEntry');

export const shownEntry = ({ amountFen, ...row }: EntryRow): BookEntry => ({
  ...row,
  amount: { ...formatMoney({ fen: amountFen, currency: 'CNY' }) },
});
