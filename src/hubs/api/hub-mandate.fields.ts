import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatQuantity } from '../../../libs/money/src/index';
import { AgencyMandateType } from '../../organizations/index';
import { Database, Id, QuantityType, type RequestScope } from '../../platform/index';

@ObjectType({ description: 'A product a hub may offer in its member’s name' })
export class MandatedProduct {
  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field(() => QuantityType, { description: 'The most that may be sold under the mandate' })
  ceiling!: QuantityType;

  @Field(() => QuantityType, { description: 'What orders hold of it; what is cancelled or short comes back' })
  taken!: QuantityType;

  @Field(() => QuantityType)
  left!: QuantityType;
}

interface GoodsRow {
  readonly mandateId: string;
  readonly productId: string;
  readonly productName: string;
  readonly unit: string;
  readonly ceilingBase: bigint;
  readonly takenBase: bigint;
}

/** What a hub's mandate names, for its two parties. */
@Resolver(() => AgencyMandateType)
export class HubMandateFields {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [MandatedProduct], {
    description: 'Of a hub’s mandate; a sole one covers all the producer has',
  })
  goods(
    @Parent() mandate: AgencyMandateType,
    @Context('scope') scope: RequestScope,
  ): Promise<MandatedProduct[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(mandate.id);
  }

  private async load(ids: readonly string[]): Promise<MandatedProduct[][]> {
    const rows = await this.database.query<GoodsRow>(
      `SELECT g.mandate_id AS "mandateId", g.product_id AS "productId", p.name AS "productName", p.display_unit AS unit,
              g.ceiling_base AS "ceilingBase", g.taken_base AS "takenBase"
         FROM hub_mandate_goods g JOIN products p ON p.id = g.product_id
        WHERE g.mandate_id = ANY($1::uuid[]) ORDER BY g.mandate_id, g.position`,
      [ids],
    );
    return ids.map((id) => rows.filter(({ mandateId }) => mandateId === id).map(shown));
  }
}

function shown({ productId, productName, unit, ceilingBase, takenBase }: GoodsRow): MandatedProduct {
  return {
    productId,
    productName,
    ceiling: formatQuantity(ceilingBase, unit),
    taken: formatQuantity(takenBase, unit),
    left: formatQuantity(ceilingBase - takenBase, unit),
  };
}
