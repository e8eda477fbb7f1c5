import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, isUscc, type Organization } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import type { InvoiceKind } from '../domain/invoice-kinds';
import { readRegisteredNumber } from '../domain/invoice-number';
import { invoicesRefusals } from '../domain/invoices.refusals';
import type { SaidInvoice } from '../domain/said-invoice';
import type { NewInvoice } from './invoice-book';
import type { Invoice } from './invoice.entity';
import type { InvoiceParties } from './invoiced-goods';

export interface SaidTitles {
  readonly kind: InvoiceKind;
  readonly sellerUscc?: string | null;
  readonly buyerUscc?: string | null;
}

type Head = Omit<NewInvoice, 'fen' | 'taxFen'>;

/** Reads the head of an invoice and compares its titles with the parties of the orders. */
@Injectable()
export class InvoiceHeads {
  constructor(private readonly organizations: Organizations) {}

  async blue(tx: Tx, actor: Actor, said: SaidInvoice & SaidTitles, parties: InvoiceParties): Promise<Head> {
    const { sellerId, agentId, buyerId, unitId } = parties;
    if (said.kind === 'PRODUCE_PURCHASE' && actor.organizationId !== buyerId)
      refuse(invoicesRefusals.ISSUED_BY_BUYER(['kind']));
    if (said.issuedOn < parties.placedOn) refuse(invoicesRefusals.ISSUED_BEFORE_ORDER(['issuedOn']));
    const known = await this.organizations.many(tx, [
      sellerId,
      buyerId,
      unitId,
      ...(agentId ? [agentId] : []),
    ]);
    const unit = known.get(unitId);
    if (!unit) throw new Error(`the unit ${unitId} of an order does not exist`);
    const of = (...ids: (string | null)[]) => ids.flatMap((id) => known.get(id ?? '') ?? []);
    const sellerUscc = usccOf(said.sellerUscc, 'sellerUscc');
    const buyerUscc = usccOf(said.buyerUscc, 'buyerUscc');
    return {
      kind: said.kind,
      ...numberAndDay(tx, said),
      originalId: null,
      sellerId,
      buyerId,
      unitId,
      unitRegionCode: unit.regionCode,
      sellerUscc,
      buyerUscc,
      titlesMatch: isOneOf(sellerUscc, of(sellerId, agentId)) && isOneOf(buyerUscc, of(unitId, buyerId)),
    };
  }

  /** Between the same two as the one it takes back from. */
  red(tx: Tx, said: SaidInvoice, original: Invoice): Head {
    if (said.issuedOn < original.issuedOn) refuse(invoicesRefusals.ISSUED_BEFORE_ORIGINAL(['issuedOn']));
    const { kind, sellerId, buyerId, unitId, unitRegionCode, sellerUscc, buyerUscc, titlesMatch } = original;
    return {
      kind,
      ...numberAndDay(tx, said),
      originalId: original.id,
      sellerId,
      buyerId,
      unitId,
      unitRegionCode,
      sellerUscc,
      buyerUscc,
      titlesMatch,
    };
  }
}

function numberAndDay(tx: Tx, said: SaidInvoice) {
  if (said.issuedOn > businessDateOf(tx.at)) refuse(invoicesRefusals.ISSUED_IN_FUTURE(['issuedOn']));
  return { number: readRegisteredNumber(said), issuedOn: said.issuedOn };
}

function usccOf(typed: string | null | undefined, path: string): string | null {
  if (typed === null || typed === undefined) return null;
  const code = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return isUscc(code) ? code : refuse(invoicesRefusals.USCC_FORM([path]));
}

/** Who has no code, as a farmer may, cannot be told by it. */
const isOneOf = (uscc: string | null, parties: readonly Organization[]) =>
  parties.some((party) => party.uscc === uscc);
