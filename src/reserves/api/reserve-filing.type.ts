import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { formatMoney } from '../../../libs/money/src/index';
import { BusinessDay, Id, MoneyType, Payload, Timestamp, connectionOf } from '../../platform/index';
import { CANTEENS, FILING_STATES, type Canteen, type FilingState } from '../domain/filing';

const enumOf = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, value]));
export const CanteenEnum = enumOf(CANTEENS);
const FilingStateEnum = enumOf(FILING_STATES);
registerEnumType(CanteenEnum, { name: 'Canteen', description: '食堂情况' });
registerEnumType(FilingStateEnum, { name: 'ReserveFilingState' });

@ObjectType('ReserveFiling', { description: '预留份额填报: what a budget unit reserves for a year' })
export class ReserveFilingType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => CanteenEnum)
  canteen!: Canteen;

  @Field(() => MoneyType, { description: 'What the canteen buys in the year' })
  canteenAmount!: MoneyType;

  @Field(() => Int, { description: 'Hundredths of a percent, by the region’s rule on the day of filing' })
  rateBasisPoints!: number;

  @Field(() => MoneyType, { description: 'The least to buy from the counties of the list' })
  required!: MoneyType;

  @Field(() => Id, { nullable: true, description: 'Of a shared canteen' })
  representativeUnitId!: string | null;

  @Field(() => Id, { nullable: true, description: 'Of an outsourced canteen' })
  contractorId!: string | null;

  @Field(() => [Id], { description: 'Trade unions among its units' })
  unionUnitIds!: string[];

  @Field(() => Id, { description: 'Who confirms it' })
  supervisingId!: string;

  @Field(() => FilingStateEnum)
  state!: FilingState;

  @Field({ description: 'Hash of the text that is confirmed' })
  sha256!: string;

  @Field(() => Timestamp)
  filedAt!: Date;

  @Field(() => String, { nullable: true })
  returnReason!: string | null;

  @Field(() => Id, { nullable: true, description: 'The yearly paper it counts toward' })
  agreementId!: string | null;

  @Field(() => Int)
  version!: number;
}

export const ReserveFilingConnection = connectionOf(ReserveFilingType, 'ReserveFiling');

@ObjectType()
export class ReserveFilingPayload extends Payload {
  @Field(() => ReserveFilingType, { nullable: true })
  filing?: ReserveFilingType | null;
}

@ObjectType('PurchasingMandate', { description: '采购人: who may buy for a unit, and when' })
export class PurchasingMandateType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  contractorId!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true })
  validTo!: string | null;

  @Field(() => Int)
  version!: number;
}

export const PurchasingMandateConnection = connectionOf(PurchasingMandateType, 'PurchasingMandate');

@ObjectType()
export class PurchasingMandatePayload extends Payload {
  @Field(() => PurchasingMandateType, { nullable: true })
  mandate?: PurchasingMandateType | null;
}

/** As stored: fen. */
export interface ReserveFilingRow extends Omit<ReserveFilingType, 'canteenAmount' | 'required'> {
  readonly canteenFen: bigint;
  readonly requiredFen: bigint;
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

export function filingType({ canteenFen, requiredFen, ...row }: ReserveFilingRow): ReserveFilingType {
  return { ...row, canteenAmount: yuan(canteenFen), required: yuan(requiredFen) };
}
