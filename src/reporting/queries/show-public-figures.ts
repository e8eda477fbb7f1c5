import { Args, Field, Int, ObjectType, Query, Resolver, registerEnumType } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { AllowPublic, BusinessDay, Database, MoneyType } from '../../platform/index';
import { PublicYears } from '../storage/public-years';

const PublicCellKindEnum = { WHOLE: 'WHOLE', PLACE: 'PLACE', REST: 'REST' } as const;
registerEnumType(PublicCellKindEnum, { name: 'PublicCellKind' });

@ObjectType({
  description: 'What western counties sold; what too few had part in is in the rest of the place above',
})
export class PublicCellType {
  @Field()
  code!: string;

  @Field(() => String, { nullable: true, description: 'Null of the whole' })
  parentCode!: string | null;

  @Field(() => PublicCellKindEnum)
  kind!: keyof typeof PublicCellKindEnum;

  @Field()
  name!: string;

  @Field(() => MoneyType, {
    description:
      'What counted as consumption assistance, refunds and what was contested on that day taken off',
  })
  net!: MoneyType;
}

@ObjectType({ description: '公开数据: a year that is over, published once and for good' })
export class PublicFigures {
  @Field(() => Int)
  year!: number;

  @Field(() => [Int], { description: 'The years that are published, newest first' })
  years!: number[];

  @Field(() => BusinessDay, { description: 'As recorded by the end of this day' })
  asOf!: string;

  @Field(() => Int, { description: 'As many buyers and as many suppliers stand behind every figure' })
  leastParties!: number;

  @Field(() => [PublicCellType], {
    description: 'Every part follows its whole; none where too few had part in all',
  })
  cells!: PublicCellType[];

  @Field({ description: '演示数据: fictive figures' })
  demonstrationData!: boolean;
}

@Resolver()
export class ShowPublicFigures {
  constructor(
    private readonly database: Database,
    private readonly published: PublicYears,
  ) {}

  @AllowPublic()
  @Query(() => PublicFigures, { nullable: true, description: 'Null where the year is not published' })
  async publicFigures(
    @Args('year', { type: () => Int, nullable: true, description: 'The newest, if not given' })
    year: number | null,
  ): Promise<PublicFigures | null> {
    const years = await this.published.published(this.database);
    const asked = year === null || year === undefined ? years[0] : years.find((one) => one.year === year);
    if (!asked) return null;
    const [cells, [installation]] = await Promise.all([
      this.published.cells(this.database, asked.year),
      this.database.query<{ demonstration: boolean }>('SELECT demonstration FROM installation'),
    ]);
    return {
      ...asked,
      years: years.map((one) => one.year),
      cells: cells.map(({ netFen, ...cell }) => ({
        ...cell,
        net: { ...formatMoney({ fen: netFen, currency: 'CNY' }) },
      })),
      demonstrationData: installation?.demonstration ?? false,
    };
  }
}
