import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { CatalogReader, LotStock, type SellableLot } from '../../catalog/index';
import { Budgets } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { AnnouncedReservations, type ExpectedGoods } from '../../supply/index';
import type { CallOffLine } from '../domain/call-off';
import { callOffRefusals } from '../domain/call-off.refusals';
import { pickLots } from '../domain/pick-lots';
import type { FrameworkAgreement } from './framework-agreement.entity';
import type { FrameworkLine } from './framework-line.entity';

/** So much of one lot, or of one announced harvest. */
export interface ServedLine {
  readonly from: CallOffLine<FrameworkLine>;
  readonly lotId?: string;
  readonly forwardSupplyId?: string;
  readonly quantityBase: bigint;
}

interface Call {
  readonly framework: FrameworkAgreement;
  readonly unitId: string;
  readonly deliveryOn: string;
  readonly lines: readonly CallOffLine<FrameworkLine>[];
}

/**
 * Chooses the supplier's goods for a call-off, under lock: the named lot or announced harvest, or the lots on sale that
 * expire first. The unit's budget is locked before the stock, and harvests before lots, as everybody does.
 */
@Injectable()
export class CallOffLots {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly budgets: Budgets,
    private readonly stock: LotStock,
    private readonly announced: AnnouncedReservations,
  ) {}

  /** Refuses LOT_NOT_OF_LINE, HARVEST_NOT_OF_LINE and LOT_REPEATED for what is named, LOTS_SHORT for others. */
  async choose(tx: Tx, call: Call): Promise<ServedLine[]> {
    const fitting = await this.fitting(tx, call);
    await this.budgets.lock(tx, [call.unitId], businessDateOf(tx.at));
    const harvests = await this.harvests(tx, call);
    const lots = await this.stock.lock(tx, [...new Set([...fitting.values()].flat())]);
    const named = call.lines.flatMap(({ lotId }) => lotId ?? []);
    const taken = new Set(named);
    return call.lines.flatMap((from): ServedLine[] => {
      const own = fitting.get(from.line.id) ?? [];
      if (from.forwardSupplyId !== null) return [serveHarvest(from, from.forwardSupplyId, harvests, call)];
      if (from.lotId !== null) return [serveNamed(from, from.lotId, own, named)];
      const free = own.flatMap((id) => (taken.has(id) ? [] : (lots.get(id) ?? [])));
      const served = serveFirst(from, free, call.deliveryOn);
      served.forEach(({ lotId }) => lotId && taken.add(lotId));
      return served;
    });
  }

  private async harvests(tx: Tx, { lines }: Call): Promise<Map<string, ExpectedGoods>> {
    const ids = lines.flatMap(({ forwardSupplyId }) => forwardSupplyId ?? []);
    return ids.length === 0 ? new Map() : this.announced.lock(tx, ids);
  }

  private async fitting(tx: Tx, { framework, lines }: Call): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const { line } of lines) {
      const { productId, grade } = line;
      const goods = { supplierId: framework.supplierId, productId, grade };
      if (!found.has(line.id)) found.set(line.id, await this.catalog.lotsOnSale(tx, goods));
    }
    return found;
  }
}

/** Whether it has enough is asked where the order is placed. */
function serveHarvest(
  from: CallOffLine<FrameworkLine>,
  forwardSupplyId: string,
  harvests: ReadonlyMap<string, ExpectedGoods>,
  { framework, lines }: Call,
): ServedLine {
  const path = ['lines', from.index, 'forwardSupplyId'];
  const harvest = harvests.get(forwardSupplyId);
  if (harvest?.supplierId !== framework.supplierId || harvest.productId !== from.line.productId)
    refuse(callOffRefusals.HARVEST_NOT_OF_LINE(path));
  if (lines.filter((one) => one.forwardSupplyId === forwardSupplyId).length > 1)
    refuse(callOffRefusals.LOT_REPEATED(path));
  return { from, forwardSupplyId, quantityBase: from.quantityBase };
}

function serveNamed(
  from: CallOffLine<FrameworkLine>,
  lotId: string,
  own: readonly string[],
  named: readonly string[],
): ServedLine {
  const path = ['lines', from.index, 'lotId'];
  if (!own.includes(lotId)) refuse(callOffRefusals.LOT_NOT_OF_LINE(path));
  if (named.filter((one) => one === lotId).length > 1) refuse(callOffRefusals.LOT_REPEATED(path));
  return { from, lotId, quantityBase: from.quantityBase };
}

function serveFirst(
  from: CallOffLine<FrameworkLine>,
  lots: readonly SellableLot[],
  deliveryOn: string,
): ServedLine[] {
  const lasting = lots.filter(({ expiresOn }) => expiresOn >= deliveryOn);
  const picked = pickLots(from.quantityBase, lasting);
  if (picked) return picked.map((one) => ({ from, ...one }));
  const availableBase = lasting.reduce((sum, lot) => sum + lot.availableBase, 0n);
  return refuse(
    callOffRefusals.LOTS_SHORT({ available: formatQuantity(availableBase, from.line.unit) }, [
      'lines',
      from.index,
      'quantity',
    ]),
  );
}
