import { Field, InputType } from '@nestjs/graphql';
import { Id, QuantityInput, ShortText } from '../../platform/index';

@InputType()
export class MergeSourceInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

@InputType()
export class SplitPartInput {
  @Field(() => QuantityInput)
  quantity!: QuantityInput;

  @Field(() => ShortText, { description: 'Number of the part’s own 承诺达标合格证' })
  certificateNo!: string;
}
