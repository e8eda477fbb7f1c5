import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { LotReader } from '../api/lot-reader';
import { LotPayload } from '../api/payloads.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { baseOf } from '../domain/said-amounts';
import { Capacities } from '../storage/capacities';
import { CertificateHolders } from '../storage/certificate-holders';
import { LotBirths } from '../storage/lot-births';
import { ProductRows } from '../storage/product-rows';

@InputType()
export class RegisterLotInput extends CommandInput {
  @Field(() => Id)
  productId!: string;

  @Field(() => Id, {
    nullable: true,
    description: 'Null: no verified land stands behind it, so it does not count',
  })
  capacityId?: string | null;

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

/** A harvest under its batch certificate; never more than the verified land can yield (I3). */
@Injectable()
export class RegisterLot {
  constructor(
    private readonly commands: Commands,
    private readonly products: ProductRows,
    private readonly capacities: Capacities,
    private readonly births: LotBirths,
    private readonly holders: CertificateHolders,
  ) {}

  execute(actor: Actor, input: RegisterLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'registerLot', actor, input }, async (tx) => {
      const product = await this.products.owned(tx, actor, input.productId, ['productId']);
      const today = businessDateOf(tx.at);
      await this.products.requireOrigin(tx, product, today, ['productId']);
      if (input.harvestedOn > today) refuse(catalogRefusals.DATE_NOT_YET(['harvestedOn']));
      if (input.expiresOn < input.harvestedOn) refuse(catalogRefusals.DATES_REVERSED(['expiresOn']));
      if (input.expiresOn < today) refuse(catalogRefusals.LOT_OUT_OF_DATE(['expiresOn']));
      const quantityBase = baseOf(input.quantity, product.displayUnit, ['quantity']);
      const supplierId = actor.organizationId;
      const certificateIssuerId = input.capacityId
        ? await this.capacities.draw(
            tx,
            {
              capacityId: input.capacityId,
              supplierId,
              cropCode: product.cropCode,
              countyCode: product.originCountyCode,
              season: Number(input.harvestedOn.slice(0, 4)),
              quantityBase,
              displayUnit: product.displayUnit,
            },
            ['capacityId'],
          )
        : await this.holders.issuerFor(tx, supplierId, today);
      const lotId = await this.births.register(tx, actor, {
        product,
        certificateIssuerId,
        certificateNo: input.certificateNo,
        harvestedOn: input.harvestedOn,
        expiresOn: input.expiresOn,
        grade: input.grade,
        capacityId: input.capacityId ?? null,
        quantityBase,
        originShares: [{ countyCode: product.originCountyCode, partsPerMillion: 1_000_000 }],
      });
      return { lotId };
    });
  }
}

@Resolver()
export class RegisterLotResolver {
  constructor(
    private readonly useCase: RegisterLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async registerLot(
    @Args('input') input: RegisterLotInput,
    @CurrentActor() actor: Actor,
  ): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
