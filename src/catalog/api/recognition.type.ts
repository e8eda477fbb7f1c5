import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { BusinessDay, Id, MoneyType, RegionCode, connectionOf } from '../../platform/index';
import { recognitionStates, type RecognitionState } from '../domain/recognition.states';
import type { RecordKind } from './managed-records';

export const RecognitionStateEnum = Object.fromEntries(recognitionStates.states.map((name) => [name, name]));
registerEnumType(RecognitionStateEnum, { name: 'RecognitionState' });

@ObjectType('Recognition', { description: '消费帮扶产品认定' })
export class RecognitionType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => RecognitionStateEnum)
  state!: RecognitionState;

  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => RegionCode)
  originCountyCode!: string;

  @Field(() => MoneyType, { description: '商品价值量: what can be sold in a year' })
  annualValue!: MoneyType;

  @Field()
  linkageStatement!: string;

  @Field(() => BusinessDay, { nullable: true })
  publicisedFrom!: string | null;

  @Field(() => BusinessDay, { nullable: true })
  publicisedTo!: string | null;

  @Field(() => BusinessDay, { nullable: true })
  validFrom!: string | null;

  @Field(() => BusinessDay, { nullable: true })
  validTo!: string | null;

  @Field(() => BusinessDay, { nullable: true, description: 'First day on which it no longer held' })
  withdrawnOn!: string | null;
}

export const RecognitionConnection = connectionOf(RecognitionType, 'Recognition');

type RecognitionViewRow = Omit<RecognitionType, 'annualValue'> & { annualValueFen: bigint };

export const RECOGNITIONS: RecordKind<RecognitionViewRow, RecognitionType> = {
  list: 'recognitions',
  table: 'r',
  countyColumn: 'r.origin_county_code',
  from: 'recognitions r JOIN products p ON p.id = r.product_id',
  columns: `r.id, r.version, r.state, r.product_id AS "productId", p.name AS "productName", r.supplier_id AS "supplierId",
    r.origin_county_code AS "originCountyCode", r.annual_value_fen AS "annualValueFen",
    r.linkage_statement AS "linkageStatement", r.publicised_from AS "publicisedFrom", r.publicised_to AS "publicisedTo",
    r.valid_from AS "validFrom", r.valid_to AS "validTo", r.withdrawn_on AS "withdrawnOn"`,
  node: ({ annualValueFen, ...row }) => ({
    ...row,
    annualValue: formatMoney({ fen: annualValueFen, currency: 'CNY' }),
  }),
};
