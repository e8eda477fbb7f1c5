import { Field, InputType } from '@nestjs/graphql';
import { BusinessDay, QuantityInput, ShortText } from '../../platform/index';

@InputType({ description: 'A lot of an announced harvest, with the evidence every lot needs' })
export class HarvestedLotInput {
  @Field(() => ShortText, { description: '承诺达标合格证 number, once per issuer' })
  certificateNo!: string;

  @Field(() => BusinessDay)
  harvestedOn!: string;

  @Field(() => BusinessDay)
  expiresOn!: string;

  @Field(() => ShortText)
  grade!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}
