import { Field, Int, ObjectType } from '@nestjs/graphql';
import { AnnualAgreementType } from '../../pairing/index';
import { MoneyType } from '../../platform/index';

const share = (description: string) => ({
  nullable: true,
  description: `${description}, in millionths; null where nothing was bought`,
});

@ObjectType({
  description: '衡量: what stands beside an amount, so that a rush at the year’s end is not taken for trade',
})
export class TradeMeasures {
  @Field(() => AnnualAgreementType)
  agreement!: AnnualAgreementType;

  @Field(() => MoneyType, { description: 'What counts of the agreement’s year: gross less reversals' })
  net!: MoneyType;

  @Field(() => Int, share('What of it was settled in December'))
  decemberShare!: number | null;

  @Field(() => Int, share('What of it was settled in the last ten days of a month'))
  monthEndShare!: number | null;

  @Field(
    () => Int,
    share('What of it buyers bought of suppliers they bought of before, thirty days or more apart'),
  )
  repeatRate!: number | null;

  @Field(
    () => Int,
    share(
      'What was paid, against the median the platform settled such goods at in that month: 1,000,000 is the median',
    ),
  )
  priceIndex!: number | null;

  @Field(() => Int, share('What of it was taken back by refunds and recalls'))
  refundRate!: number | null;

  @Field(() => Int, share('What of it went beyond the targets of its leaves'))
  beyondTargetShare!: number | null;
}
