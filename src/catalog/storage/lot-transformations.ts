import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { QuantityText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { catalogRefusals } from '../domain/catalog.refusals';
import { mixedOrigin } from '../domain/mixed-origin';
import { baseOf } from '../domain/said-amounts';
import type { LotFacts } from '../domain/sellable-lot';
import { CertificateHolders } from './certificate-holders';
import { LotBirths } from './lot-births';
import { readLotFacts } from './lot-rows';
import { LotStock } from './lot-stock';
import { lockStock } from './stock-locks';

interface Part {
  readonly lotId: string;
  readonly quantityBase: bigint;
}

/** Lots made of lots: quantity and origin are conserved, and the chain back to the land stays readable (I3, I4). */
@Injectable()
export class LotTransformations {
  constructor(
    private readonly stock: LotStock,
    private readonly births: LotBirths,
    private readonly holders: CertificateHolders,
  ) {}

  async merge(
    tx: Tx,
    actor: Actor,
    said: { sources: { lotId: string; quantity: QuantityText }[]; certificateNo: string; grade: string },
  ): Promise<string> {
    const ids = said.sources.map((source) => source.lotId);
    const lots = await this.workable(tx, actor, ids, ['sources']);
    const [first] = lots;
    if (!first || lots.length < 2 || new Set(ids).size < ids.length)
      refuse(catalogRefusals.LOTS_DIFFER(['sources']));
    if (lots.some((lot) => lot.productId !== first.productId || lot.grade !== first.grade))
      refuse(catalogRefusals.LOTS_DIFFER(['sources']));
    const sources = said.sources.map(({ lotId, quantity }, index) => ({
      lotId,
      quantityBase: baseOf(quantity, first.displayUnit, ['sources', index, 'quantity']),
    }));
    const quantityBase = sources.reduce((sum, source) => sum + source.quantityBase, 0n);
    const originShares = mixedOrigin(
      sources.map((source, index) => ({ ...source, shares: lots[index]?.originShares ?? [] })),
    );
    const birth = { certificateNo: said.certificateNo, grade: said.grade, quantityBase, originShares };
    // The mixture is as old as its oldest part and keeps no longer than its shortest.
    const dates = {
      harvestedOn: lots.map((lot) => lot.harvestedOn).toSorted()[0] ?? first.harvestedOn,
      expiresOn: lots.map((lot) => lot.expiresOn).toSorted()[0] ?? first.expiresOn,
    };
    const [child] = await this.transform(tx, actor, 'MERGE', sources, [{ of: first, ...birth, ...dates }]);
    return child ?? refuse(catalogRefusals.LOTS_DIFFER(['sources']));
  }

  async split(
    tx: Tx,
    actor: Actor,
    said: {
      lotId: string;
      expectedVersion: number;
      parts: { quantity: QuantityText; certificateNo: string }[];
    },
  ): Promise<void> {
    const [lot] = await this.workable(tx, actor, [said.lotId], ['lotId']);
    if (!lot || said.parts.length === 0) throw notFound(['lotId']);
    const children = said.parts.map(({ quantity, certificateNo }, index) => ({
      of: lot,
      certificateNo,
      grade: lot.grade,
      quantityBase: baseOf(quantity, lot.displayUnit, ['parts', index, 'quantity']),
      originShares: lot.originShares,
      harvestedOn: lot.harvestedOn,
      expiresOn: lot.expiresOn,
    }));
    const quantityBase = children.reduce((sum, child) => sum + child.quantityBase, 0n);
    await this.transform(tx, actor, 'SPLIT', [{ lotId: lot.lotId, quantityBase }], children);
  }

  private async transform(
    tx: Tx,
    actor: Actor,
    kind: 'MERGE' | 'SPLIT',
    sources: readonly Part[],
    children: readonly ChildLot[],
  ): Promise<string[]> {
    const id = randomUUID();
    await tx.query(
      'INSERT INTO lot_transformations (id, supplier_id, kind, member_id, at) VALUES ($1, $2, $3, $4, $5)',
      [id, actor.organizationId, kind, actor.memberId, tx.at],
    );
    await this.stock.transformOut(tx, sources, id, kind === 'MERGE' ? ['sources'] : ['parts']);
    const issuer = await this.holders.issuerFor(tx, actor.organizationId, businessDateOf(tx.at));
    const parts: (Part & { side: string })[] = sources.map((source) => ({ ...source, side: 'SOURCE' }));
    for (const { of, ...child } of children) {
      const product = { id: of.productId, supplierId: of.supplierId, originCountyCode: of.originCountyCode };
      const action = kind === 'MERGE' ? 'mergeLots' : 'splitLot';
      const birth = { ...child, product, certificateIssuerId: issuer, capacityId: null };
      const lotId = await this.births.register(tx, actor, birth, ['certificateNo'], action);
      parts.push({ lotId, quantityBase: child.quantityBase, side: 'CHILD' });
    }
    for (const part of parts)
      await tx.query(
        'INSERT INTO lot_transformation_parts (transformation_id, lot_id, side, quantity_base) VALUES ($1, $2, $3, $4)',
        [id, part.lotId, part.side, part.quantityBase],
      );
    return parts.filter((part) => part.side === 'CHILD').map((part) => part.lotId);
  }

  /** The actor's own lots, locked, in the order asked for; refuses LOT_CLOSED where one is no longer in store. */
  private async workable(
    tx: Tx,
    actor: Actor,
    lotIds: readonly string[],
    path: readonly string[],
  ): Promise<LotFacts[]> {
    await lockStock(tx, lotIds);
    const known = await readLotFacts(tx, lotIds);
    return lotIds.map((lotId) => {
      const lot = known.get(lotId);
      if (lot?.supplierId !== actor.organizationId) throw notFound(path);
      if (lot.state !== 'HARVESTED' && lot.state !== 'AVAILABLE') refuse(catalogRefusals.LOT_CLOSED(path));
      return lot;
    });
  }
}

interface ChildLot {
  readonly of: LotFacts;
  readonly certificateNo: string;
  readonly grade: string;
  readonly quantityBase: bigint;
  readonly originShares: LotFacts['originShares'];
  readonly harvestedOn: string;
  readonly expiresOn: string;
}
