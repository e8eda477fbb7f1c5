import { Injectable } from '@nestjs/common';
import { convertible } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { CatalogReader, LotStock } from '../../catalog/index';
import { MemberGoods } from '../../hubs/index';
import type { Actor, Tx } from '../../platform/index';
import { requireGrade, type AskedLine } from '../../sourcing/index';
import { samplingRefusals } from '../domain/sampling.refusals';

interface SaidGoods {
  readonly lotId?: string | null;
  readonly grade?: string | null;
}

/** What a sample is taken of: it leaves the lot as a loss, or stands for a harvest that is still to come. */
@Injectable()
export class SampleGoods {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly stock: LotStock,
    private readonly members: MemberGoods,
  ) {}

  /** Refuses LOT_OR_GRADE, LOT_UNKNOWN, LOT_DIFFERENT and LOT_TOO_SMALL. */
  async take(
    tx: Tx,
    actor: Actor,
    { lotId, grade }: SaidGoods,
    wanted: { readonly line: AskedLine; readonly quantityBase: bigint },
  ): Promise<{ lotId: string | null; grade: string }> {
    if (!lotId) {
      if (!grade) return refuse(samplingRefusals.LOT_OR_GRADE(['lotId']));
      requireGrade(grade, ['grade']);
      return { lotId: null, grade };
    }
    if (grade) refuse(samplingRefusals.LOT_OR_GRADE(['grade']));
    // mandates are locked before lots, as where orders are placed
    const known = (await this.catalog.sellableLots(tx, [lotId])).get(lotId);
    if (!known || !(await this.maySell(tx, actor, known)))
      return refuse(samplingRefusals.LOT_UNKNOWN(['lotId']));
    const lot = (await this.stock.lock(tx, [lotId])).get(lotId) ?? known;
    const { line, quantityBase } = wanted;
    const fits = line.productId
      ? lot.productId === line.productId
      : lot.categoryCode.startsWith(line.categoryCode);
    if (!fits || !convertible(lot.displayUnit, line.unit)) refuse(samplingRefusals.LOT_DIFFERENT(['lotId']));
    // a lot that ends with its sample has nothing to sell like it
    if (lot.state !== 'AVAILABLE' || lot.availableBase <= quantityBase)
      refuse(samplingRefusals.LOT_TOO_SMALL(['lotId']));
    await this.stock.writeOff(tx, { lotId, quantityBase }, ['lotId']);
    return { lotId, grade: lot.grade };
  }

  private async maySell(
    tx: Tx,
    { organizationId }: Actor,
    { supplierId: sellerId, productId }: { readonly supplierId: string; readonly productId: string },
  ): Promise<boolean> {
    const may = await this.members.mayOffer(tx, organizationId, [{ sellerId, productId }]);
    return may(sellerId, productId);
  }
}
