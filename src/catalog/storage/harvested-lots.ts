import { Injectable } from '@nestjs/common';
import type { QuantityText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { catalogRefusals } from '../domain/catalog.refusals';
import { baseOf } from '../domain/said-amounts';
import { Capacities, type DrawPaths } from './capacities';
import { CertificateHolders } from './certificate-holders';
import { LotBirths } from './lot-births';
import { ProductRows, type ProductRow } from './product-rows';

/** A harvest as its supplier says it. */
export interface SaidHarvest {
  readonly certificateNo: string;
  readonly harvestedOn: string;
  readonly expiresOn: string;
  readonly grade: string;
  readonly quantity: QuantityText;
}

export interface NewHarvest {
  readonly product: ProductRow;
  readonly harvest: SaidHarvest;
  /** Where it was said. */
  readonly path: RefusalPath;
}

/** What stands behind it. */
export interface HarvestLand {
  readonly capacityId: string | null;
  /** What refusals about the land point to. */
  readonly path: RefusalPath;
  /** The most of it that had been announced: it is drawn from the announcement first. */
  readonly announcedBase: bigint;
}

interface Drawn {
  readonly capacityId: string | null;
  readonly product: ProductRow;
  readonly harvestedOn: string;
  readonly quantityBase: bigint;
}

export interface RegisteredHarvest {
  readonly lotId: string;
  readonly quantityBase: bigint;
  /** How much of it came out of the announcement. */
  readonly announcedBase: bigint;
}

/** The one way a harvest becomes a lot: under its batch certificate, never more than the verified land can yield (I3). */
@Injectable()
export class HarvestedLots {
  constructor(
    private readonly products: ProductRows,
    private readonly capacities: Capacities,
    private readonly births: LotBirths,
    private readonly holders: CertificateHolders,
  ) {}

  /** The actor's own product, grown where there is a county today. */
  async product(tx: Tx, actor: Actor, productId: string, path: readonly string[]): Promise<ProductRow> {
    const product = await this.products.owned(tx, actor, productId, path);
    await this.products.requireOrigin(tx, product, businessDateOf(tx.at), path);
    return product;
  }

  async register(tx: Tx, actor: Actor, said: NewHarvest, land: HarvestLand): Promise<RegisteredHarvest> {
    const { product, harvest, path } = said;
    const today = businessDateOf(tx.at);
    if (harvest.harvestedOn > today) refuse(catalogRefusals.DATE_NOT_YET([...path, 'harvestedOn']));
    if (harvest.expiresOn < harvest.harvestedOn)
      refuse(catalogRefusals.DATES_REVERSED([...path, 'expiresOn']));
    if (harvest.expiresOn < today) refuse(catalogRefusals.LOT_OUT_OF_DATE([...path, 'expiresOn']));
    const quantityBase = baseOf(harvest.quantity, product.displayUnit, [...path, 'quantity']);
    const announcedBase = land.announcedBase < quantityBase ? land.announcedBase : quantityBase;
    const drawn = { capacityId: land.capacityId, product, harvestedOn: harvest.harvestedOn, quantityBase };
    const paths = { capacity: land.path, quantity: [...path, 'quantity'] };
    const lot = {
      product,
      certificateIssuerId: await this.issuer(tx, actor, drawn, announcedBase, paths),
      certificateNo: harvest.certificateNo,
      harvestedOn: harvest.harvestedOn,
      expiresOn: harvest.expiresOn,
      grade: harvest.grade,
      capacityId: land.capacityId,
      quantityBase,
      originShares: [{ countyCode: product.originCountyCode, partsPerMillion: 1_000_000 }],
    };
    const lotId = await this.births.register(tx, actor, lot, [...path, 'certificateNo']);
    return { lotId, quantityBase, announcedBase };
  }

  /** Whoever farms the land behind the lot; without land, the producer the actor sells for. */
  private async issuer(
    tx: Tx,
    { organizationId: supplierId }: Actor,
    { capacityId, product, harvestedOn, quantityBase }: Drawn,
    announcedBase: bigint,
    paths: DrawPaths,
  ): Promise<string> {
    if (capacityId === null) return this.holders.issuerFor(tx, supplierId, businessDateOf(tx.at));
    const draw = {
      capacityId,
      supplierId,
      cropCode: product.cropCode,
      countyCode: product.originCountyCode,
      season: Number(harvestedOn.slice(0, 4)),
      quantityBase,
      displayUnit: product.displayUnit,
    };
    return this.capacities.draw(tx, draw, paths, announcedBase);
  }
}
