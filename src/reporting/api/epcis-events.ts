import { createHash } from 'node:crypto';
import { formatQuantity, unitOf } from '../../../libs/money/src/index';
import { ExactNumber, toShanghaiIso } from '../../platform/index';
import type { LotFactRow, MovementRow, TransformationRow } from '../storage/lot-event-rows';

/** The units goods are told in: of UNECE Recommendation 20. */
const TOLD_IN = { g: 'kg', ml: 'L', piece: 'piece' } as const;

interface QuantityElement {
  readonly epcClass: string;
  readonly quantity?: ExactNumber;
  readonly uom?: string;
}
export interface EpcisEvent {
  readonly type: 'ObjectEvent' | 'TransformationEvent';
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventTimeZoneOffset: '+08:00';
  readonly [name: string]: unknown;
}

const urn = (id: string) => `urn:uuid:${id}`;

/** RFC 9562 version 5 in the name space of URLs: the same thing has the same event id in every export. */
function eventId(name: string): string {
  const space = Buffer.from('6ba7b8111dad11d180b400c04fd430c8', 'hex');
  const bytes = createHash('sha1').update(space).update(`xieshou:${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return urn([0, 8, 12, 16, 20].map((from, at) => hex.slice(from, [8, 12, 16, 20, 32][at])).join('-'));
}

const goodsOf = (lotId: string, { baseUnit }: LotFactRow, base: bigint): QuantityElement => ({
  epcClass: urn(lotId),
  quantity: new ExactNumber(formatQuantity(base, TOLD_IN[baseUnit]).value),
  ...uomOf(baseUnit),
});
const uomOf = (baseUnit: LotFactRow['baseUnit']) => {
  const { uneceCode } = unitOf(TOLD_IN[baseUnit]);
  return uneceCode ? { uom: uneceCode } : {};
};

const happened = (type: EpcisEvent['type'], name: string, at: Date) => ({
  type,
  eventID: eventId(name),
  eventTime: toShanghaiIso(at),
  eventTimeZoneOffset: '+08:00' as const,
});

/** 产生: a lot that is no other lot’s child comes into being with its certificate. */
function birth(lot: LotFactRow, { id, quantityBase, at }: MovementRow): EpcisEvent {
  return {
    ...happened('ObjectEvent', `movement:${id}`, at),
    action: 'ADD',
    quantityList: [goodsOf(lot.id, lot, quantityBase)],
    bizStep: 'creating_class_instance',
    disposition: 'active',
    ilmd: {
      'cbvmda:lotNumber': lot.certificateNo,
      'cbvmda:harvestEndDate': lot.harvestedOn,
      'cbvmda:itemExpirationDate': lot.expiresOn,
    },
  };
}

/**
 * A dispatch whose weight was written wrong stays as it was told and says so, and which event is right: it is never
 * deleted. Short weight and a surplus found at acceptance are such errors; what broke or spoiled on the way is a loss.
 */
function dispatched(lot: LotFactRow, movement: MovementRow): EpcisEvent[] {
  const { id, quantityBase, at, shipmentLineId, weighed } = movement;
  const shipping = {
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    ...(shipmentLineId
      ? { bizTransactionList: [{ type: 'desadv', bizTransaction: urn(shipmentLineId) }] }
      : {}),
    sourceList: [{ type: 'possessing_party', source: urn(lot.supplierId) }],
  };
  const told = happened('ObjectEvent', `movement:${id}`, at);
  const event = { ...told, ...shipping, quantityList: [goodsOf(lot.id, lot, quantityBase)] };
  if (!weighed) return [event];
  const corrected = happened('ObjectEvent', `weighed:${id}`, at);
  return [
    {
      ...event,
      errorDeclaration: {
        declarationTime: toShanghaiIso(new Date(weighed.at)),
        reason: 'incorrect_data',
        correctiveEventIDs: [corrected.eventID],
      },
    },
    { ...corrected, ...shipping, quantityList: [goodsOf(lot.id, lot, BigInt(weighed.acceptedBase))] },
  ];
}

const LOST = {
  TRANSIT_LOSS: { bizStep: 'inspecting', disposition: 'non_sellable_other' },
  WRITE_OFF: { bizStep: 'destroying', disposition: 'destroyed' },
} as const;

const lost = (
  lot: LotFactRow,
  kind: keyof typeof LOST,
  { id, quantityBase, at }: MovementRow,
): EpcisEvent => ({
  ...happened('ObjectEvent', `movement:${id}`, at),
  action: 'DELETE',
  quantityList: [goodsOf(lot.id, lot, quantityBase)],
  ...LOST[kind],
});

function transformed(lot: LotFactRow, { id, at, parts }: TransformationRow): EpcisEvent {
  const of = (wanted: 'SOURCE' | 'CHILD') =>
    parts.filter(({ side }) => side === wanted).map(({ lotId, base }) => goodsOf(lotId, lot, BigInt(base)));
  return {
    ...happened('TransformationEvent', `transformation:${id}`, at),
    transformationID: urn(id),
    inputQuantityList: of('SOURCE'),
    outputQuantityList: of('CHILD'),
    bizStep: 'creating_class_instance',
    disposition: 'active',
  };
}

const recalled = (lot: LotFactRow, at: Date): EpcisEvent => ({
  ...happened('ObjectEvent', `recall:${lot.id}`, at),
  action: 'OBSERVE',
  quantityList: [{ epcClass: urn(lot.id) }],
  bizStep: 'holding',
  disposition: 'recalled',
});

function movementEvents(lot: LotFactRow, movement: MovementRow, isChild: boolean): EpcisEvent[] {
  const { kind, shipmentLineId, weighed } = movement;
  if (kind === 'IN') return isChild ? [] : [birth(lot, movement)];
  if (kind === 'SHIP') return dispatched(lot, movement);
  const isWeighing = kind === 'TRANSIT_LOSS' && shipmentLineId !== null && weighed !== null;
  return isWeighing ? [] : [lost(lot, kind, movement)];
}

/** A surplus was told when it was weighed: the corrected dispatch holds it, the movement of its own does not stand beside it. */
const isSurplus = (movement: MovementRow, all: readonly MovementRow[]) =>
  movement.kind === 'SHIP' &&
  movement.shipmentLineId !== null &&
  all.some(
    (other) =>
      other.kind === 'SHIP' && other.id < movement.id && other.shipmentLineId === movement.shipmentLineId,
  );

/** EPCIS 2.0: everything that happened to the goods of a lot, in the order of time. */
export function epcisEvents(
  lot: LotFactRow,
  movements: readonly MovementRow[],
  transformations: readonly TransformationRow[],
  recalledAt: Date | null,
): EpcisEvent[] {
  const isChild = transformations.some(({ parts }) =>
    parts.some(({ lotId, side }) => lotId === lot.id && side === 'CHILD'),
  );
  const told = (wanted: readonly MovementRow[]) =>
    wanted.flatMap((movement) => movementEvents(lot, movement, isChild));
  const [births, others] = [true, false].map((isBirth) =>
    movements.filter((one) => (one.kind === 'IN') === isBirth && !isSurplus(one, movements)),
  );
  const events = [
    ...told(births ?? []),
    ...transformations.map((one) => transformed(lot, one)),
    ...told(others ?? []),
    ...(recalledAt ? [recalled(lot, recalledAt)] : []),
  ];
  return events.toSorted((one, other) => Date.parse(one.eventTime) - Date.parse(other.eventTime));
}

export const epcisDocument = (events: readonly EpcisEvent[], createdAt: Date) => ({
  '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: toShanghaiIso(createdAt),
  epcisBody: { eventList: events },
});
