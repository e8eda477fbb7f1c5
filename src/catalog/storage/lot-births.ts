import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { catalogRefusals } from '../domain/catalog.refusals';
import { recordNumber } from '../domain/record-number';
import type { OriginShare } from '../domain/sellable-lot';
import { LotStock } from './lot-stock';
import type { ProductRow } from './product-rows';

export interface NewLot {
  readonly product: Pick<ProductRow, 'id' | 'supplierId' | 'originCountyCode'>;
  readonly certificateIssuerId: string;
  readonly certificateNo: string;
  readonly harvestedOn: string;
  readonly expiresOn: string;
  readonly grade: string;
  readonly capacityId: string | null;
  readonly quantityBase: bigint;
  readonly originShares: readonly OriginShare[];
}

/** Brings a lot into being: its row, its origins, its stock. */
@Injectable()
export class LotBirths {
  constructor(
    private readonly stock: LotStock,
    private readonly audit: Audit,
  ) {}

  /** Refuses CERTIFICATE_NO_USED where the issuer's number already names a lot. */
  async register(
    tx: Tx,
    actor: Actor,
    lot: NewLot,
    path: RefusalPath = ['certificateNo'],
    action = 'registerLot',
  ): Promise<string> {
    const id = randomUUID();
    const added = await tx.query(
      `INSERT INTO lots (id, supplier_id, product_id, capacity_id, origin_county_code, certificate_issuer_id,
         certificate_no, harvested_on, expires_on, grade, state, created_by, created_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'HARVESTED', $11, $12, 1)
       ON CONFLICT (certificate_issuer_id, certificate_no) DO NOTHING RETURNING id`,
      [
        id,
        lot.product.supplierId,
        lot.product.id,
        lot.capacityId,
        lot.product.originCountyCode,
        lot.certificateIssuerId,
        recordNumber(lot.certificateNo),
        lot.harvestedOn,
        lot.expiresOn,
        lot.grade,
        actor.memberId,
        tx.at,
      ],
    );
    if (added.length === 0) refuse(catalogRefusals.CERTIFICATE_NO_USED(path));
    await tx.query(
      `INSERT INTO lot_origin_shares (lot_id, county_code, parts_per_million)
       SELECT $1, x.county, x.ppm FROM unnest($2::text[], $3::int[]) AS x (county, ppm)`,
      [
        id,
        lot.originShares.map((share) => share.countyCode),
        lot.originShares.map((share) => share.partsPerMillion),
      ],
    );
    await this.stock.bringIn(tx, id, lot.quantityBase);
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Lot',
      subjectId: id,
      toState: 'HARVESTED',
      data: { productId: lot.product.id, capacityId: lot.capacityId, quantityBase: String(lot.quantityBase) },
    });
    return id;
  }
}
