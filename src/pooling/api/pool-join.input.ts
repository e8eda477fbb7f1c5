import { Field, InputType } from '@nestjs/graphql';
import { Id, QuantityInput, RegionCode } from '../../platform/index';
import { LandedCapInput } from '../../sourcing/index';

@InputType({ description: 'What one unit wants of a pool' })
export class PoolShareInput {
  @Field(() => QuantityInput, {
    description: 'A smaller share is of no use: then it gets nothing and is told',
  })
  minimum!: QuantityInput;

  @Field(() => QuantityInput)
  maximum!: QuantityInput;

  @Field(() => LandedCapInput, { description: 'Never shown to another unit or a supplier' })
  cap!: LandedCapInput;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => Id, {
    nullable: true,
    description:
      'Needed for its orders to count where two pairings cover them equally; where it does not cover the goods that are awarded, the order has none',
  })
  pairingChoice?: string | null;

  @Field(() => Boolean, { description: 'Whether the others may read the unit’s name' })
  named!: boolean;
}
