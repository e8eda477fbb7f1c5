import { amountFen, splitFen } from '../../../libs/money/src/index';
import { isCredit, type PaymentPlan } from '../../../libs/payment-plan/src/index';
import type { RefusalPath } from '../../../libs/workflow/src/index';
import type { AwardedDelivery, UnitShare } from '../../pooling/index';
import { leastOfPart, type AgreedLine, type AgreedOrder } from '../../procurement/index';
import type { AskedLine, SourcingRequest } from '../../sourcing/index';
import { landedFens } from '../domain/landed-cost';
import type { DeliveryRow, LineRow } from './quote-versions';
import type { QuoteVersion } from './quote-version.entity';

export interface ChosenDelivery {
  readonly delivery: DeliveryRow;
  readonly lines: readonly ChosenLine[];
}

/** Once orders are placed: with the approved sample it has to be like, and what of it is the least that is of use. */
export type ChosenLine = LineRow & {
  readonly sampleNumber?: string | null;
  readonly leastBase?: bigint | null;
};

/** What is taken of one version, and where it stands in the input. */
export interface Chosen {
  readonly awardId: string;
  /** Who quoted: the seller himself, or whoever offers for him. */
  readonly quoterId: string;
  readonly version: QuoteVersion;
  readonly deliveries: readonly ChosenDelivery[];
  /** None of a pool: its units have said theirs. */
  readonly pairingChoice: string | null;
  /** The sales channel it goes over; of a pool every unit's order does. */
  readonly channelId: string | null;
  readonly path: RefusalPath;
}

export const planOf = ({
  paymentTerms: terms,
  depositPercent,
  restDue,
  instalments,
}: QuoteVersion): PaymentPlan => ({ terms, depositPercent, restDue, instalments });

/** One order of a delivery: all of it, or the share of one unit. */
export function orderOf(
  buyer: Pick<SourcingRequest, 'buyerId' | 'unitId'>,
  { quoterId, version, pairingChoice, channelId, path }: Chosen,
  { delivery, lines }: ChosenDelivery,
  who: Required<Pick<AgreedOrder, 'commitment' | 'placedBy'>>,
): AgreedOrder {
  return {
    ...who,
    quoteVersionId: delivery.id,
    buyerId: buyer.buyerId,
    unitId: buyer.unitId,
    supplierId: delivery.sellerId,
    agentId: quoterId === delivery.sellerId ? null : quoterId,
    terms: version.paymentTerms,
    plan: planOf(version),
    deliveryCounty: delivery.deliveryCounty,
    deliveryOn: delivery.deliveryOn,
    pairingChoice,
    channelId,
    channelPath: [...path, 'channelId'],
    freight: { kind: delivery.freightKind, fen: delivery.freightFen },
    lines: lines.map(agreedLine),
  };
}

function agreedLine(line: ChosenLine): AgreedLine {
  const { lotId, forwardSupplyId, leastGrade, leastBase, sampleNumber } = line;
  const { quantityBase, unitPriceFen, priceUnit } = line;
  return {
    ...(lotId ? { lotId } : {}),
    ...(forwardSupplyId ? { forwardSupplyId, leastGrade, leastBase: leastBase ?? null } : {}),
    ...(sampleNumber ? { sampleNumber } : {}),
    quantityBase,
    unitPriceFen,
    priceUnit,
  };
}

/** What of each part is the least that is of use: what is asked for at least of its line, less all else awarded of it. */
export function withLeast(chosen: readonly Chosen[], asked: readonly AskedLine[]): Chosen[] {
  const all = chosen.flatMap(({ deliveries }) => deliveries.flatMap(({ lines }) => lines));
  const leastBase = ({ sourcingLineId, quantityBase }: ChosenLine) => {
    const wanted = asked.find(({ id }) => id === sourcingLineId);
    const parts = all.filter((line) => line.sourcingLineId === sourcingLineId);
    const together = parts.reduce((sum, part) => sum + part.quantityBase, 0n);
    return wanted ? leastOfPart(wanted, together, quantityBase) : null;
  };
  return chosen.map((one) => ({
    ...one,
    deliveries: one.deliveries.map((delivered) => ({
      ...delivered,
      lines: delivered.lines.map((line) => ({ ...line, leastBase: leastBase(line) })),
    })),
  }));
}

/** Every quoted line by itself, in their order: what units share, with what it costs delivered. */
export function awardedOf(chosen: readonly Chosen[]): AwardedDelivery[] {
  return chosen.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ delivery, lines }) => {
      // what is taken of a line may be less than what was quoted
      const taken = lines.map((line) => ({ ...line, goodsFen: amountFen(line, line.quantityBase) }));
      const costs = landedFens(delivery, taken);
      return lines.map(({ quantityBase }, index) => ({
        deliveryCounty: delivery.deliveryCounty,
        quantityBase,
        landedFen: costs[index]?.landedFen ?? 0n,
      }));
    }),
  );
}

interface SharedOrder {
  readonly awardId: string;
  readonly order: AgreedOrder;
  readonly shares: readonly UnitShare[];
}

/** The shares of each delivery by unit: one order each; what the delivery costs as a whole is shared by quantity. */
export function sharedOrders(chosen: readonly Chosen[], shares: readonly UnitShare[]): SharedOrder[] {
  let first = 0;
  return chosen.flatMap((one) =>
    one.deliveries.flatMap((delivered) => {
      const from = first;
      first += delivered.lines.length;
      const own = shares.filter((share) => share.delivery >= from && share.delivery < first);
      return ordersOfUnits(one, delivered, own, from);
    }),
  );
}

function ordersOfUnits(
  one: Chosen,
  { delivery, lines }: ChosenDelivery,
  shares: readonly UnitShare[],
  from: number,
): SharedOrder[] {
  const units = [...new Set(shares.map(({ joinId }) => joinId))].map((joinId) =>
    shares.filter((share) => share.joinId === joinId),
  );
  if (units.length === 0) return [];
  const together = (of: readonly UnitShare[]) => of.reduce((sum, { quantityBase }) => sum + quantityBase, 0n);
  const fixed = splitFen(delivery.freightKind === 'FIXED' ? delivery.freightFen : 0n, units.map(together));
  return units.flatMap((of, index) => {
    const [unit] = of;
    if (!unit) return [];
    const freight = delivery.freightKind === 'FIXED' ? fixedFreight(fixed[index] ?? 0n) : {};
    const taken = of.flatMap(({ delivery: at, quantityBase, leastBase }) => {
      const line = lines[at - from];
      return line ? [{ ...line, quantityBase, leastBase }] : [];
    });
    const { placedBy, commitment } = unit;
    // Of credit its approver knew nothing.
    const approval = isCredit(planOf(one.version)) ? null : commitment.approval;
    const who = { placedBy, commitment: { ...commitment, approval } };
    const shared = { delivery: { ...delivery, ...freight }, lines: taken };
    const { pairingChoice } = unit;
    const order = orderOf(unit, { ...one, pairingChoice }, shared, who);
    return [{ awardId: one.awardId, order: { ...order, pairingChosenBlind: true }, shares: of }];
  });
}

/** A share of less than a fen is none. */
const fixedFreight = (freightFen: bigint) =>
  freightFen === 0n ? { freightKind: 'INCLUDED' as const, freightFen } : { freightFen };
