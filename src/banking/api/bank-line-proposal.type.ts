import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Timestamp } from '../../platform/index';
import type { DecidedKind } from '../domain/line-kinds';

export const DecidedKindEnum = { CHARGE: 'CHARGE', INTEREST: 'INTEREST' } as const satisfies Record<
  DecidedKind,
  DecidedKind
>;
registerEnumType(DecidedKindEnum, {
  name: 'BankLineKind',
  description: 'What people may decide that a line is',
  valuesMap: { CHARGE: { description: '银行收费' }, INTEREST: { description: '银行利息' } },
});

@ObjectType('BankLineProposal', { description: '待复核的明细认定' })
export class BankLineProposalType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => DecidedKindEnum)
  kind!: DecidedKind;

  @Field()
  note!: string;

  @Field(() => Id, { description: 'The member; somebody else confirms' })
  proposedBy!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;
}
