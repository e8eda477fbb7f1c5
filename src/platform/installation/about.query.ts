import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AllowPublic } from '../access/allow';
import { businessDateOf } from '../clock/business-date';
import { Clock } from '../clock/clock';
import { BusinessDay } from '../graphql/scalars';
import { Installation } from './installation';

@ObjectType()
export class About {
  @Field()
  product!: string;

  @Field(() => BusinessDay, { description: 'Today in Asia/Shanghai, as this installation counts it' })
  today!: string;

  @Field({ description: '演示数据: organizations, people and figures are fictive' })
  demonstrationData!: boolean;
}

@Resolver()
export class AboutQuery {
  constructor(
    private readonly installation: Installation,
    private readonly clock: Clock,
  ) {}

  @AllowPublic()
  @Query(() => About)
  async about(): Promise<About> {
    const demonstrationData = await this.installation.holdsDemonstrationData();
    return { product: '携手 Xieshou', today: businessDateOf(this.clock.now()), demonstrationData };
  }
}
