import { Field, InputType, Int } from '@nestjs/graphql';
import { IdempotencyKey } from './scalars';

/** What every mutation that changes a record carries. */
@InputType({ isAbstract: true })
export abstract class CommandInput {
  @Field(() => IdempotencyKey)
  idempotencyKey!: string;
}

/** …and one that changes an existing record: the version the caller has seen. */
@InputType({ isAbstract: true })
export abstract class ChangeInput extends CommandInput {
  @Field(() => Int)
  expectedVersion!: number;
}
