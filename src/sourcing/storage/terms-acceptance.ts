import { Injectable } from '@nestjs/common';
import { unitOf } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { CatalogReader, categoryOf } from '../../catalog/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { placeOn, Regions } from '../../regions/index';
import { requireSomeLines, requireTogether, type SaidTerms } from '../domain/request-terms';
import { sourcingRefusals } from '../domain/sourcing-request.refusals';
import type { WantedGoods } from '../domain/wanted-goods';
import { readLine, type SaidLine, type WantedLine } from '../domain/wanted-line';

export interface AcceptedTerms {
  readonly lines: readonly WantedLine[];
  readonly deadline: Date;
  readonly worthFen: bigint;
}

type Products = Awaited<ReturnType<CatalogReader['offeredProducts']>>;

/** Holds what a buyer says against the catalogue, the map and the calendar. */
@Injectable()
export class TermsAcceptance {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly regions: Regions,
  ) {}

  async accept(tx: Tx, terms: SaidTerms): Promise<AcceptedTerms> {
    requireSomeLines(terms.lines);
    const products = await this.catalog.offeredProducts(
      tx,
      terms.lines.flatMap(({ productId }) => productId ?? []),
    );
    const today = businessDateOf(tx.at);
    const lines: WantedLine[] = [];
    for (const [index, said] of terms.lines.entries()) {
      const path = ['terms', 'lines', index];
      const line = readLine(said, goodsOf(said, products, path), today, path);
      await this.requireCounty(tx, line, [...path, 'deliveryCounty']);
      lines.push(line);
    }
    const deadline = new Date(terms.quoteDeadline);
    const at = { now: tx.at, deadline, deadlineOn: businessDateOf(deadline) };
    return { lines, deadline, worthFen: requireTogether(lines, at) };
  }

  /** A request may have waited as a draft or on a desk while a product it names left the market. */
  async requireStillOffered(tx: Tx, request: { id: string; revision: number }): Promise<void> {
    const wanted = await tx.query<{ productId: string }>(
      `SELECT product_id AS "productId" FROM sourcing_lines
        WHERE request_id = $1 AND revision = $2 AND product_id IS NOT NULL`,
      [request.id, request.revision],
    );
    const ids = wanted.map(({ productId }) => productId);
    const offered = await this.catalog.offeredProducts(tx, ids);
    if (ids.some((id) => !offered.has(id)))
      refuse(sourcingRefusals.PRODUCT_NO_LONGER_OFFERED(['sourcingRequestId']));
  }

  /** The category or product a buyer names; one of the two, and the product on offer now. */
  async findGoods(
    tx: Tx,
    said: Pick<SaidLine, 'categoryCode' | 'productId'>,
    path: RefusalPath,
  ): Promise<WantedGoods> {
    return goodsOf(
      said,
      await this.catalog.offeredProducts(tx, said.productId ? [said.productId] : []),
      path,
    );
  }

  /** I27: the county's code is valid on every day goods may begin to arrive. */
  async requireCounty(
    tx: Tx,
    { deliveryCounty, windows }: Pick<WantedLine, 'deliveryCounty' | 'windows'>,
    path: RefusalPath,
  ): Promise<void> {
    const { lineage } = await this.regions.facts(tx);
    const isCounty = windows.every(
      ({ fromOn }) => placeOn(lineage, deliveryCounty, fromOn)?.level === 'COUNTY',
    );
    if (!isCounty) refuse(sourcingRefusals.DELIVERY_COUNTY_UNKNOWN(path));
  }
}

function goodsOf(
  { categoryCode, productId }: Pick<SaidLine, 'categoryCode' | 'productId'>,
  products: Products,
  path: RefusalPath,
): WantedGoods {
  if (!categoryCode === !productId) refuse(sourcingRefusals.GOODS_NOT_CLEAR(path));
  if (categoryCode) {
    const category = categoryOf(categoryCode);
    if (!category) return refuse(sourcingRefusals.CATEGORY_UNKNOWN([...path, 'categoryCode']));
    return { categoryCode, productId: null, dimension: category.dimension, soldIn: null };
  }
  const product = products.get(productId ?? '');
  if (!product) return refuse(sourcingRefusals.PRODUCT_UNKNOWN([...path, 'productId']));
  const { id, displayUnit } = product;
  const { dimension } = unitOf(displayUnit);
  return { categoryCode: product.categoryCode, productId: id, dimension, soldIn: displayUnit };
}
