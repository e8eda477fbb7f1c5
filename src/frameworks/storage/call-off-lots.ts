import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { CatalogReader, LotStock, type SellableLot } from '../../catalog/index';
import { Budgets } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import type { CallOffLine } from '../domain/call-off';
import { callOffRefusals } from '../domain/call-off.refusals';
import { pickLots, type Picked } from '../domain/pick-lots';
import type { FrameworkAgreement } from './framework-agreement.entity';
import type { FrameworkLine } from './framework-line.entity';

export interface ServedLine extends Picked {
  readonly from: CallOffLine<FrameworkLine>;
}

interface Call {
  readonly framework: FrameworkAgreement;
  readonly unitId: string;
  readonly deliveryOn: string;
  readonly lines: readonly CallOffLine<FrameworkLine>[];
}

/**
 * Chooses the supplier's lots for a call-off, under lock: the named one, or those on sale that expire first. The unit's
 * budget is locked before the lots, as everybody does.
 */
@Injectable()
export class CallOffLots {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly budgets: Budgets,
    private readonly stock: LotStock,
  ) {}

  /** Refuses LOT_NOT_OF_LINE and LOT_REPEATED for named lots, LOTS_SHORT for others. */
  async choose(tx: Tx, call: Call): Promise<ServedLine[]> {
    const fitting = await this.fitting(tx, call);
    await this.budgets.lock(tx, [call.unitId], businessDateOf(tx.at));
    const lots = await this.stock.lock(tx, [...new Set([...fitting.values()].flat())]);
    const named = call.lines.flatMap(({ lotId }) => lotId ?? []);
    const taken = new Set(named);
    return call.lines.flatMap((from): ServedLine[] => {
      const own = fitting.get(from.line.id) ?? [];
      if (from.lotId !== null) return [serveNamed(from, from.lotId, own, named)];
      const free = own.flatMap((id) => (taken.has(id) ? [] : (lots.get(id) ?? [])));
      const served = serveFirst(from, free, call.deliveryOn);
      served.forEach(({ lotId }) => taken.add(lotId));
      return served;
    });
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
