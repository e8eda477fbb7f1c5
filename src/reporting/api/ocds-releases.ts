import type { OrderRow } from '../../procurement/index';
import type {
  AwardRow,
  ContractLineRow,
  ContractMomentRow,
  PartyRow,
  TenderMomentRow,
  WantedRow,
} from '../storage/contracting-rows';
import {
  isoDay,
  isoOf,
  itemOf,
  partyOf,
  referenceTo,
  valueOf,
  type Party,
  type Reference,
} from './ocds-parts';

export interface Release {
  readonly ocid: string;
  readonly id: string;
  readonly date: string;
  readonly tag: readonly string[];
  readonly initiationType: 'tender';
  readonly language: 'zh';
  readonly parties: readonly Party[];
  readonly buyer: Reference;
  readonly tender?: object;
  readonly awards?: readonly object[];
  readonly contracts?: readonly object[];
}

/** Six letters stand where a publisher’s registered prefix goes: whoever publishes asks the standard’s helpdesk for one. */
const PREFIX = 'ocds-xshxzx';
export const ocidOf = (number: string) => `${PREFIX}-${number}`;

interface Process {
  readonly ocid: string;
  readonly buyer: PartyRow;
}

const releaseOf = (
  { ocid, buyer }: Process,
  id: string,
  at: Date,
  tag: readonly string[],
  more: Pick<Release, 'tender' | 'awards' | 'contracts'> & { readonly others?: readonly Party[] },
): Release => {
  const { others = [], ...sections } = more;
  return {
    ocid,
    id: `${ocid}-${id}`,
    date: isoOf(at),
    tag,
    initiationType: 'tender',
    language: 'zh',
    parties: [partyOf(buyer, 'buyer', 'procuringEntity', 'payer'), ...others],
    buyer: referenceTo(buyer),
    ...sections,
  };
};

const ENDINGS: Readonly<Record<string, readonly [tag: string, status: string]>> = {
  CANCELLED: ['tenderCancellation', 'cancelled'],
  EXPIRED: ['tenderCancellation', 'unsuccessful'],
};

/** What was asked for, as often as it was published, and how it ended. Caps and worth are the buyer’s own and never in it. */
export function tenderReleases(
  process: Process,
  { number, title, quoteDeadline }: { number: string; title: string; quoteDeadline: Date },
  moments: readonly TenderMomentRow[],
  wanted: readonly WantedRow[],
): Release[] {
  return moments.map((moment, index) => {
    const { at, kind, sequence, revision, state } = moment;
    if (kind === 'SourcingRequestClosed') {
      const [tag, status] = ENDINGS[state ?? ''] ?? ['tenderUpdate', 'complete'];
      return releaseOf(process, `tender-${sequence}`, at, [tag], { tender: { id: number, status } });
    }
    const lines = wanted.filter((line) => line.revision === revision);
    return releaseOf(process, `tender-${sequence}`, at, [index === 0 ? 'tender' : 'tenderAmendment'], {
      tender: {
        id: number,
        title,
        status: 'active',
        procurementMethod: 'open',
        mainProcurementCategory: 'goods',
        procuringEntity: referenceTo(process.buyer),
        tenderPeriod: { startDate: isoOf(at), endDate: isoOf(quoteDeadline) },
        contractPeriod: {
          startDate: isoDay(lines.map(({ fromOn }) => fromOn).toSorted()[0] ?? ''),
          endDate: isoDay(
            lines
              .map(({ untilOn }) => untilOn)
              .toSorted()
              .at(-1) ?? '',
          ),
        },
        items: lines.map(({ position, categoryCode, leastGrade, unit, maximumBase }) =>
          itemOf({
            position,
            description: leastGrade ?? '',
            categoryCode,
            unit,
            quantityBase: maximumBase,
          }),
        ),
      },
    });
  });
}

export const awardRelease = (process: Process, award: AwardRow, supplier: PartyRow): Release =>
  releaseOf(process, `award-${award.id}`, award.awardedAt, ['award'], {
    others: [partyOf(supplier, 'supplier', 'payee')],
    awards: [
      {
        id: award.id,
        status: 'active',
        date: isoOf(award.awardedAt),
        value: valueOf(award.totalFen),
        suppliers: [referenceTo(supplier)],
      },
    ],
  });

/** An order that nobody tendered for: it begins with what was chosen. Its price is its contract’s, which may still change. */
export const directAwardRelease = (process: Process, order: OrderRow, supplier: PartyRow): Release =>
  releaseOf(process, `award-${order.number}`, order.placedAt, ['tender', 'award'], {
    others: [partyOf(supplier, 'supplier', 'payee')],
    tender: {
      id: order.number,
      status: 'complete',
      procurementMethod: 'direct',
      mainProcurementCategory: 'goods',
      ...(order.frameworkId ? { procurementMethodDetails: '框架协议提货' } : {}),
    },
    awards: [
      {
        id: order.number,
        status: 'active',
        date: isoOf(order.placedAt),
        suppliers: [referenceTo(supplier)],
      },
    ],
  });

export interface Contract {
  readonly order: OrderRow;
  readonly awardId: string;
  readonly supplier: PartyRow;
  readonly lines: readonly ContractLineRow[];
  readonly moments: readonly ContractMomentRow[];
}

/** From the second signature on: the contract, every acceptance, the settlement, what was given back. */
export function contractReleases(process: Process, contract: Contract): Release[] {
  const { order, awardId, supplier, lines, moments } = contract;
  const signedAt = order.contractSignedAt;
  if (!signedAt) return [];
  const others = [partyOf(supplier, 'supplier', 'payee')];
  const named = { id: order.number, awardID: awardId };
  const signed = releaseOf(process, `contract-${order.number}`, signedAt, ['contract'], {
    others,
    contracts: [
      {
        ...named,
        status: 'active',
        dateSigned: isoOf(signedAt),
        period: { startDate: isoOf(signedAt), endDate: isoDay(order.deliveryOn) },
        value: valueOf(order.goodsFen + order.freightFen),
        items: lines.map(({ position, productName, categoryCode, displayUnit, ...line }) =>
          itemOf({
            position,
            description: productName,
            categoryCode,
            unit: displayUnit,
            quantityBase: line.quantityBase,
            price: { fen: line.unitPriceFen, unit: line.priceUnit },
          }),
        ),
      },
    ],
  });
  const followed = moments.map((moment, index) =>
    releaseOf(
      process,
      `${order.number}-${moment.kind.toLowerCase()}-${moment.id}`,
      moment.at,
      [tagOf(moment, index)],
      {
        others,
        contracts: [{ ...named, ...sectionOf(moment, process.buyer, supplier) }],
      },
    ),
  );
  return [signed, ...followed];
}

const tagOf = ({ kind }: ContractMomentRow, index: number) => {
  if (kind === 'CANCELLED') return 'contractTermination';
  return index === 0 ? 'implementation' : 'implementationUpdate';
};

function sectionOf({ kind, id, at, fen }: ContractMomentRow, buyer: PartyRow, supplier: PartyRow): object {
  if (kind === 'CANCELLED') return { status: 'cancelled' };
  if (kind === 'ACCEPTED') {
    const milestone = { id, title: '验收', type: 'delivery', status: 'met', dateMet: isoOf(at) };
    return { implementation: { milestones: [milestone] } };
  }
  const [payer, payee] = kind === 'SETTLED' ? [buyer, supplier] : [supplier, buyer];
  return {
    ...(kind === 'SETTLED' ? { status: 'terminated' } : {}),
    implementation: {
      transactions: [
        {
          id,
          date: isoOf(at),
          value: valueOf(fen ?? 0n),
          payer: referenceTo(payer),
          payee: referenceTo(payee),
        },
      ],
    },
  };
}
