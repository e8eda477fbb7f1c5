import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AnnualAgreementType } from '../../pairing/index';
import { BusinessDay, Id, MoneyType } from '../../platform/index';
import { COMMITMENT_STATES, type CommitmentState } from '../domain/commitment-state';
import { FORECAST_BASES, type ForecastBasis } from '../domain/forecast';

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [One in Name]: One };

export const CommitmentStateEnum = enumOf(COMMITMENT_STATES);
const ForecastBasisEnum = enumOf(FORECAST_BASES);
registerEnumType(CommitmentStateEnum, {
  name: 'CommitmentState',
  description:
    'Computed: MET and MISSED by what counts, BEHIND where even a good rest of the year would not do',
});
registerEnumType(ForecastBasisEnum, {
  name: 'ForecastBasis',
  description:
    'What foretells the rest of the year: whole past years of its own, of the western region’s goods, or days alone',
});

@ObjectType({ description: 'What a commitment comes to by its due day' })
export class CommitmentForecast {
  @Field(() => CommitmentStateEnum)
  state!: CommitmentState;

  @Field(() => BusinessDay)
  dueOn!: string;

  @Field(() => MoneyType)
  target!: MoneyType;

  @Field(() => MoneyType, { description: 'What counts by now' })
  confirmed!: MoneyType;

  @Field(() => MoneyType, { description: 'What should count by now for the target to be met in season' })
  dueByNow!: MoneyType;

  @Field(() => MoneyType, {
    description: 'What open orders are expected to come to, by what of such orders came before',
  })
  openOrders!: MoneyType;

  @Field(() => MoneyType, {
    description: 'The same of what framework agreements hold ready until the due day',
  })
  callOffs!: MoneyType;

  @Field(() => MoneyType, { description: 'What the season brings beside all that is ordered and agreed' })
  season!: MoneyType;

  @Field(() => MoneyType, { description: 'As low as one past year in ten' })
  low!: MoneyType;

  @Field(() => MoneyType)
  mid!: MoneyType;

  @Field(() => MoneyType, { description: 'As high as one past year in ten' })
  high!: MoneyType;

  @Field(() => MoneyType, { description: 'What the middle forecast misses of the target' })
  gap!: MoneyType;

  @Field(() => ForecastBasisEnum)
  basis!: ForecastBasis;

  @Field(() => [Int], { description: 'The years the season was read from' })
  years!: number[];

  @Field(() => [Int], {
    description:
      'Years no season was read from: the books opened within them while the goods were selling already, so what came before is unknown',
  })
  leftOut!: number[];
}

@ObjectType()
export class LeafForecast extends CommitmentForecast {
  @Field(() => Id)
  commitmentId!: string;

  @Field({ description: 'The paired regions, or 本级' })
  name!: string;
}

@ObjectType({ description: '预测: where an agreement’s consumption commitment is going, leaf by leaf' })
export class AgreementOutlook {
  @Field(() => AnnualAgreementType)
  agreement!: AnnualAgreementType;

  @Field(() => BusinessDay)
  on!: string;

  @Field(() => CommitmentForecast, { description: 'All leaves foretold as one: its band is its own' })
  total!: CommitmentForecast;

  @Field(() => [LeafForecast])
  leaves!: LeafForecast[];
}

@ObjectType({ description: 'A forecast as it was told that month' })
export class ToldForecast {
  @Field(() => Id)
  commitmentId!: string;

  @Field(() => BusinessDay)
  madeOn!: string;

  @Field(() => CommitmentStateEnum)
  state!: CommitmentState;

  @Field(() => MoneyType)
  target!: MoneyType;

  @Field(() => MoneyType)
  low!: MoneyType;

  @Field(() => MoneyType)
  mid!: MoneyType;

  @Field(() => MoneyType)
  high!: MoneyType;
}
