import type { Orders, SettledLine } from '../../procurement/index';
import { BOUGHT_PLAINLY, type Portion } from '../domain/portion';

type OrderedLine = Awaited<ReturnType<Orders['lines']>>[number];

const choicesOf = (choice: string | null) => (choice === null ? [] : [choice]);

/** Before settlement: what is ordered, judged for the day it was paid. */
export function orderedPortion(line: OrderedLine, on: string): Portion {
  return {
    ...line,
    source: { kind: 'ORDER_LINE', orderId: line.orderId, orderLineId: line.orderLineId },
    countyCode: line.originCountyCode,
    amountFen: line.goodsFen,
    on,
    choices: choicesOf(line.pairingChoice),
    how: BOUGHT_PLAINLY,
  };
}

/** From settlement on: what was accepted and paid. */
export function settledPortion(line: SettledLine): Portion {
  const { orderId, orderLineId, settlementLineId } = line;
  return {
    ...line,
    source: { kind: 'SETTLEMENT_LINE', orderId, orderLineId, settlementLineId },
    countyCode: line.originCountyCode,
    amountFen: line.goodsFen,
    on: line.settledOn,
    choices: choicesOf(line.pairingChoice),
    how: { ...BOUGHT_PLAINLY, automatic: line.automatic },
  };
}
