import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, RegionCode, connectionOf } from '../../platform/index';
import type { CertificateView } from '../storage/lot-view';
import { ProductCertificate } from './certificate.type';
import type { RecordKind } from './managed-records';

@ObjectType('Product')
export class ProductType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  name!: string;

  @Field()
  categoryCode!: string;

  @Field(() => String, { nullable: true, description: 'Null: no crop, so no land can stand behind its lots' })
  cropCode!: string | null;

  @Field(() => RegionCode)
  originCountyCode!: string;

  @Field()
  displayUnit!: string;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => [ProductCertificate])
  certificates!: CertificateView[];
}

export const ProductConnection = connectionOf(ProductType, 'Product');

export const PRODUCTS: RecordKind<ProductType, ProductType> = {
  list: 'products',
  table: 'p',
  countyColumn: 'p.origin_county_code',
  from: 'products p',
  columns: `p.id, p.version, p.name, p.category_code AS "categoryCode", p.crop_code AS "cropCode",
    p.origin_county_code AS "originCountyCode", p.display_unit AS "displayUnit", p.description,
    p.supplier_id AS "supplierId",
    (SELECT coalesce(json_agg(json_build_object('id', k.id, 'kind', k.kind, 'number', k.number, 'holderName',
        k.holder_name, 'scope', k.scope, 'validFrom', k.valid_from, 'validTo', k.valid_to, 'version', k.version)
        ORDER BY k.kind, k.number), '[]')
       FROM product_certificates k WHERE k.product_id = p.id AND k.withdrawn_on IS NULL) AS certificates`,
  node: (row) => row,
};
