import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { fullNameOf, Regions } from '../../regions/index';
import { notFound, type Actor, type BusinessDate, type Reader, type Tx } from '../../platform/index';
import { categoryOf, cropOf } from '../data/goods-catalogue';
import { catalogRefusals } from '../domain/catalog.refusals';
import type { GoodsBaseUnit } from '../domain/sellable-lot';
import { gramsOf, indexWords } from './search-words';

export interface ProductRow {
  readonly id: string;
  readonly supplierId: string;
  readonly name: string;
  readonly categoryCode: string;
  readonly cropCode: string | null;
  readonly originCountyCode: string;
  readonly baseUnit: GoodsBaseUnit;
  readonly displayUnit: string;
  readonly description: string | null;
}

const COLUMNS = `p.id, p.supplier_id AS "supplierId", p.name, p.category_code AS "categoryCode", p.crop_code AS "cropCode",
  p.origin_county_code AS "originCountyCode", p.base_unit AS "baseUnit", p.display_unit AS "displayUnit", p.description`;

/** Products never change what they are: other goods are another product, other terms another listing version. */
@Injectable()
export class ProductRows {
  constructor(
    private readonly regions: Regions,
    private readonly organizations: Organizations,
  ) {}

  private async find(reader: Reader, id: string): Promise<ProductRow | null> {
    const [row] = await reader.query<ProductRow>(`SELECT ${COLUMNS} FROM products p WHERE p.id = $1`, [id]);
    return row ?? null;
  }

  /** The actor's own product; NOT_FOUND for everybody else's. */
  async owned(reader: Reader, actor: Actor, id: string, path: readonly string[]): Promise<ProductRow> {
    const product = await this.find(reader, id);
    if (product?.supplierId !== actor.organizationId) throw notFound(path);
    return product;
  }

  /** Refuses ORIGIN_NOT_A_COUNTY where the code is no longer that of a county on the day: what is new stands under the new one (I27). */
  async requireOrigin(tx: Tx, product: ProductRow, on: BusinessDate, path: RefusalPath): Promise<void> {
    const place = await this.regions.place(product.originCountyCode, on, tx);
    if (place?.level !== 'COUNTY') refuse(catalogRefusals.ORIGIN_NOT_A_COUNTY(path));
  }

  async add(tx: Tx, product: ProductRow, on: BusinessDate): Promise<void> {
    const place = await this.regions.place(product.originCountyCode, on, tx);
    const crop = product.cropCode ? cropOf(product.cropCode) : undefined;
    const supplier = await this.organizations.find(tx, product.supplierId);
    const goods = [product.name, crop?.name ?? '', crop?.otherNames ?? ''].join(' ');
    const around = [
      categoryOf(product.categoryCode)?.name ?? '',
      place ? fullNameOf(place) : '',
      place?.name ?? '',
      supplier?.name ?? '',
    ].join(' ');
    await tx.query(
      `INSERT INTO products (id, supplier_id, name, category_code, crop_code, origin_county_code, base_unit, display_unit,
         description, search_words, search_grams, created_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, array_to_tsvector($10::text[]), $11, $12, 1)`,
      [
        product.id,
        product.supplierId,
        product.name,
        product.categoryCode,
        product.cropCode,
        product.originCountyCode,
        product.baseUnit,
        product.displayUnit,
        product.description,
        indexWords(`${goods} ${around}`),
        gramsOf(goods), // a typo is looked for in the goods: single characters of places and firms would find everything
        tx.at,
      ],
    );
  }
}
