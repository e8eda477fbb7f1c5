import { Field, InputType } from '@nestjs/graphql';
import { BusinessDay, CommandInput, Id, MoneyInput, ShortText } from '../../platform/index';

/** What stands at the head of every invoice. */
@InputType({ isAbstract: true })
export class InvoiceHeadInput extends CommandInput {
  @Field(() => ShortText, {
    nullable: true,
    description: '发票代码: 10 or 12 digits; a digital invoice has none',
  })
  code?: string | null;

  @Field(() => ShortText, { description: '发票号码: 20 digits of a digital invoice, 8 digits behind a code' })
  number!: string;

  @Field(() => BusinessDay)
  issuedOn!: string;

  @Field(() => MoneyInput, { description: '价税合计; without a sign also where it is red' })
  amount!: MoneyInput;

  @Field(() => MoneyInput, { description: '税额' })
  tax!: MoneyInput;

  @Field(() => [Id], { description: 'Uploaded at POST /files' })
  fileIds!: string[];
}
