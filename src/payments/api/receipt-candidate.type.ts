import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType } from '../../platform/index';
import { CANDIDATE_REASONS, type CandidateReason } from '../domain/candidate-reasons';

const ReceiptCandidateReasonEnum = Object.fromEntries(
  CANDIDATE_REASONS.map((reason) => [reason, reason]),
) as { [Reason in CandidateReason]: Reason };
registerEnumType(ReceiptCandidateReasonEnum, {
  name: 'ReceiptCandidateReason',
  valuesMap: {
    CODE: { description: '附言含其识别码' },
    AMOUNT: { description: '金额等于其应付余额或其中一期' },
    PAYER: { description: '付款人是采购单位，或其声明的代付人' },
    ACCOUNT: { description: '该账号付过同一采购单位的款' },
  },
});

@ObjectType('ReceiptCandidate', {
  description: '认领候选: an open order that money in suspense may have been paid for',
})
export class ReceiptCandidateType {
  @Field(() => Id)
  orderId!: string;

  @Field({ description: 'By which it is proposed' })
  transferCode!: string;

  @Field(() => MoneyType, { description: 'Still to be paid' })
  outstanding!: MoneyType;

  @Field(() => [ReceiptCandidateReasonEnum])
  reasons!: CandidateReason[];
}
