import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { unitOf } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  NoteText,
  RegionCode,
  ShortText,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Regions } from '../../regions/index';
import { ManagedRecords } from '../api/managed-records';
import { ProductPayload } from '../api/payloads.type';
import { PRODUCTS } from '../api/product.type';
import { unitFor } from '../data/product-unit';
import { catalogRefusals } from '../domain/catalog.refusals';
import { ProductRows } from '../storage/product-rows';
import { randomUUID } from 'node:crypto';

@InputType()
export class AddProductInput extends CommandInput {
  @Field(() => ShortText)
  name!: string;

  @Field(() => ShortText, { description: 'Of the categories query; the most specific one' })
  categoryCode!: string;

  @Field(() => ShortText, {
    nullable: true,
    description: 'Of the crops query; null for what grows on no land',
  })
  cropCode?: string | null;

  @Field(() => RegionCode)
  originCountyCode!: string;

  @Field(() => ShortText, { description: 'Unit quantities are said in: kg, L, box …' })
  displayUnit!: string;

  @Field(() => NoteText, { nullable: true })
  description?: string | null;
}

/** What is sold and where it grows; both stay as they are. */
@Injectable()
export class AddProduct {
  constructor(
    private readonly commands: Commands,
    private readonly products: ProductRows,
    private readonly regions: Regions,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: AddProductInput): Promise<Outcome<{ productId: string }>> {
    return this.commands.run({ operation: 'addProduct', actor, input }, async (tx) => {
      const on = businessDateOf(tx.at);
      const unit = unitFor(input);
      const place = await this.regions.place(input.originCountyCode, on, tx);
      if (place?.level !== 'COUNTY') refuse(catalogRefusals.ORIGIN_NOT_A_COUNTY(['originCountyCode']));
      const productId = randomUUID();
      await this.products.add(
        tx,
        {
          id: productId,
          supplierId: actor.organizationId,
          name: input.name,
          categoryCode: input.categoryCode,
          cropCode: input.cropCode ?? null,
          originCountyCode: input.originCountyCode,
          baseUnit: unit,
          displayUnit: unitOf(input.displayUnit).code,
          description: input.description ?? null,
        },
        on,
      );
      await this.audit.record(tx, {
        actor,
        action: 'addProduct',
        subjectKind: 'Product',
        subjectId: productId,
      });
      return { productId };
    });
  }
}

@Resolver()
export class AddProductResolver {
  constructor(
    private readonly useCase: AddProduct,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ProductPayload)
  async addProduct(
    @Args('input') input: AddProductInput,
    @CurrentActor() actor: Actor,
  ): Promise<ProductPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ productId }) => ({
      product: await this.records.one(PRODUCTS, actor, productId),
    }));
  }
}
