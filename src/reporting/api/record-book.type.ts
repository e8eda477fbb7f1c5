import { Field, Int, ObjectType } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { BusinessDay, MoneyType } from '../../platform/index';
import type { Book, BookLine } from '../domain/book';

@ObjectType()
export class RecordBookLine {
  @Field({
    description: 'Names the line for the list behind it: a month, the code of a county, an id; TOTAL, REST',
  })
  key!: string;

  @Field()
  name!: string;

  @Field(() => MoneyType, { nullable: true, description: '承诺; null where the line has none of its own' })
  target!: MoneyType | null;

  @Field(() => MoneyType)
  gross!: MoneyType;

  @Field(() => MoneyType)
  reversals!: MoneyType;

  @Field(() => MoneyType, { description: 'What counts: gross less reversals' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Paid and not yet settled; not part of net' })
  provisional!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: '采购, of net; null where the two are not told apart',
  })
  purchased!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: '帮助销售, of net' })
  helpSold!: MoneyType | null;

  @Field(() => MoneyType, { description: '上年同期: net of the same span of the year before' })
  lastYear!: MoneyType;

  @Field(() => String, { nullable: true, description: '同比 in per cent, two decimals, rounded down' })
  growth!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '完成率 in per cent, two decimals, rounded down; of months up to each',
  })
  completion!: string | null;
}

@ObjectType({ description: '台账: drawn from what was recorded, never filled in' })
export class RecordBook {
  @Field()
  title!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => BusinessDay)
  asOf!: string;

  @Field(() => [RecordBookLine])
  lines!: RecordBookLine[];

  @Field(() => RecordBookLine)
  total!: RecordBookLine;

  @Field({ description: '演示数据: fictive figures' })
  demonstrationData!: boolean;
}

const yuan = (fen: bigint): MoneyType => ({ ...formatMoney({ fen, currency: 'CNY' }) });
const yuanOrNone = (fen: bigint | null) => (fen === null ? null : yuan(fen));

const shownLine = (line: BookLine): RecordBookLine => ({
  key: line.key,
  name: line.name,
  target: yuanOrNone(line.targetFen),
  gross: yuan(line.grossFen),
  reversals: yuan(line.reversalsFen),
  net: yuan(line.netFen),
  provisional: yuan(line.provisionalFen),
  purchased: yuanOrNone(line.helpSoldFen === null ? null : line.netFen - line.helpSoldFen),
  helpSold: yuanOrNone(line.helpSoldFen),
  lastYear: yuan(line.lastYearFen),
  growth: line.growth,
  completion: line.completion,
});

export const shownBook = ({ title, year, asOf, lines, total, demonstration }: Book): RecordBook => ({
  title,
  year,
  asOf,
  lines: lines.map(shownLine),
  total: shownLine(total),
  demonstrationData: demonstration,
});
