import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import { mandateStates, type HelpSellMandateState } from '../domain/help-sell.states';

const HelpSellMandateStateEnum = Object.fromEntries(mandateStates.states.map((state) => [state, state]));
registerEnumType(HelpSellMandateStateEnum, { name: 'HelpSellMandateState' });

@ObjectType({ description: 'As the signed text names it' })
export class HelpSellName {
  @Field(() => Id)
  id!: string;

  @Field()
  name!: string;
}

@ObjectType('HelpSellMandate', {
  description:
    '帮销委托: a helper may bring about sales of a supplier’s goods over a channel, up to a ceiling',
})
export class HelpSellMandateType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => HelpSellMandateStateEnum)
  state!: HelpSellMandateState;

  @Field(() => HelpSellName)
  helper!: HelpSellName;

  @Field(() => HelpSellName)
  supplier!: HelpSellName;

  @Field(() => HelpSellName)
  channel!: HelpSellName;

  @Field(() => [HelpSellName])
  products!: HelpSellName[];

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => MoneyType, { description: 'The most that orders may bring under it' })
  ceiling!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'What orders hold of it: with the tolerance of delivery until they are settled, then exactly',
  })
  drawn!: MoneyType;

  @Field({ description: 'What is signed, as canonical JSON' })
  text!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  offeredAt!: Date;

  @Field(() => Timestamp, { nullable: true, description: 'Recorded: it covers orders placed after it' })
  signedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType()
export class HelpSellMandatePayload extends Payload {
  @Field(() => HelpSellMandateType, { nullable: true })
  mandate?: HelpSellMandateType | null;
}
