import { formatMoney, formatQuantity, unitOf } from '../../../libs/money/src/index';
import { categoryOf } from '../../catalog/index';
import { ExactNumber, startOfBusinessDate, toShanghaiIso } from '../../platform/index';
import type { PartyRow } from '../storage/contracting-rows';

/** Of OCDS 1.1 only what is told here; everything in it is optional but the ids. */
export interface Value {
  readonly amount: ExactNumber;
  readonly currency: 'CNY';
}
export interface Reference {
  readonly id: string;
  readonly name: string;
}
export interface Party extends Reference {
  readonly identifier: { readonly scheme: string; readonly id: string; readonly legalName: string };
  readonly roles: readonly string[];
}
export interface Item {
  readonly id: string;
  readonly description: string;
  readonly classification: { readonly scheme: string; readonly id: string; readonly description: string };
  readonly quantity: ExactNumber;
  readonly unit: {
    readonly scheme?: string;
    readonly id?: string;
    readonly name: string;
    readonly value?: Value;
  };
}

export const isoOf = (instant: Date) => toShanghaiIso(instant);
export const isoDay = (day: string) => toShanghaiIso(startOfBusinessDate(day));

export const valueOf = (fen: bigint): Value => ({
  amount: new ExactNumber(formatMoney({ fen, currency: 'CNY' }).amount),
  currency: 'CNY',
});

/** 统一社会信用代码 (GB 32100) names an organization; a unit without one of its own has our id. */
const identityOf = ({ id, name, uscc }: PartyRow) =>
  uscc ? { scheme: 'CN-USCC', id: uscc, legalName: name } : { scheme: 'XIESHOU', id, legalName: name };

export function referenceTo(party: PartyRow): Reference {
  const { scheme, id } = identityOf(party);
  return { id: `${scheme}-${id}`, name: party.name };
}

export const partyOf = (party: PartyRow, ...roles: string[]): Party => ({
  ...referenceTo(party),
  identifier: identityOf(party),
  roles,
});

export function itemOf({
  position,
  description,
  categoryCode,
  unit,
  quantityBase,
  price,
}: {
  position: number;
  description: string;
  categoryCode: string;
  unit: string;
  quantityBase: bigint;
  /** Of one of the units it is priced by. */
  price?: { fen: bigint; unit: string };
}): Item {
  const { zh, uneceCode } = unitOf(price?.unit ?? unit);
  return {
    id: String(position),
    description,
    classification: {
      scheme: 'x_xieshou',
      id: categoryCode,
      description: categoryOf(categoryCode)?.name ?? categoryCode,
    },
    quantity: new ExactNumber(formatQuantity(quantityBase, price?.unit ?? unit).value),
    unit: {
      ...(uneceCode ? { scheme: 'UNCEFACT', id: uneceCode } : {}),
      name: zh,
      ...(price ? { value: valueOf(price.fen) } : {}),
    },
  };
}
