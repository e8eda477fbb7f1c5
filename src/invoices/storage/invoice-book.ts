import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { isSamePerson } from '../../organizations/index';
import { Audit, Events, Files, notFound, type Actor, type Tx } from '../../platform/index';
import { orderStream } from '../../procurement/index';
import { invoiceEvents } from '../domain/invoice.events';
import { invoiceStates, type InvoiceState } from '../domain/invoice.states';
import { invoicesRefusals } from '../domain/invoices.refusals';
import { Invoice, InvoiceLine } from './invoice.entity';
import { InvoiceNumbers } from './invoice-numbers';
import { InvoiceWork } from './invoice-work';

const NOT_VOID = {
  voidAskedBy: null,
  voidAskedFor: null,
  voidAskedAt: null,
  voidReason: null,
  voidedBy: null,
  voidedFor: null,
  voidedAt: null,
};

export type NewInvoice = Omit<
  Invoice,
  | 'id'
  | 'version'
  | 'state'
  | 'capturedBy'
  | 'capturedFor'
  | 'capturedAt'
  | 'decidedBy'
  | 'decidedFor'
  | 'decidedAt'
  | 'decisionNote'
  | keyof typeof NOT_VOID
>;
export type NewInvoiceLine = Pick<
  InvoiceLine,
  'orderId' | 'orderLineId' | 'reversesId' | 'quantityBase' | 'fen' | 'taxFen'
>;

const EITHER = ['sellerId', 'buyerId'] as const;

/** Writes invoices and moves them, with the audit row, the desks and the events of each step. */
@Injectable()
export class InvoiceBook {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly files: Files,
    private readonly numbers: InvoiceNumbers,
    private readonly work: InvoiceWork,
  ) {}

  /** Refuses a number that is spoken for; the other side is asked to check it. */
  async capture(
    tx: Tx,
    actor: Actor,
    said: NewInvoice,
    lines: readonly NewInvoiceLine[],
    fileIds: readonly string[],
  ): Promise<Invoice> {
    if (!(await this.numbers.take(tx, said))) refuse(invoicesRefusals.NUMBER_USED(['number']));
    const invoice = capturedBy(tx, actor, said);
    await tx.add(Invoice, invoice);
    const rows = lines.map((line, index): InvoiceLine => ({
      id: randomUUID(),
      invoiceId: invoice.id,
      position: index + 1,
      ...line,
      redBase: 0n,
      redFen: 0n,
      redTaxFen: 0n,
    }));
    await tx.add(InvoiceLine, rows);
    await this.files.attach(tx, actor, fileIds, await this.work.readers(tx, invoice, rows), ['fileIds']);
    await tx.query(
      'INSERT INTO invoice_files (invoice_id, file_id, sha256) SELECT $1, id, sha256 FROM files WHERE id = ANY($2::uuid[])',
      [invoice.id, fileIds],
    );
    await this.record(tx, actor, invoice, null);
    await this.work.toCheck(tx, invoice);
    return invoice;
  }

  /** Throws NOT_FOUND unless the actor's organization is one of its two sides. */
  async lock(tx: Tx, actor: Actor, id: string, path: RefusalPath = ['invoiceId']): Promise<Invoice> {
    const invoice = await tx.manager.findOne(Invoice, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!invoice || !EITHER.some((side) => invoice[side] === actor.organizationId)) throw notFound(path);
    return invoice;
  }

  lines(tx: Tx, invoiceId: string): Promise<InvoiceLine[]> {
    return tx.manager.find(InvoiceLine, { where: { invoiceId }, order: { position: 'ASC' } });
  }

  /** A confirmed red-letter invoice takes back from the lines it names by the database's own hand. */
  async decide(
    tx: Tx,
    actor: Actor,
    invoice: Invoice,
    verb: 'confirm' | 'reject' | 'withdraw',
    note: string | null,
  ): Promise<void> {
    const state = invoiceStates.next(invoice.state, verb, ['invoiceId']);
    const own = invoice.capturedFor === actor.organizationId;
    if (verb === 'withdraw' && !own) refuse(invoicesRefusals.OWN_SIDE_WITHDRAWS(['invoiceId']));
    if (verb !== 'withdraw' && (own || (await isSamePerson(tx, actor.memberId, [invoice.capturedBy]))))
      refuse(invoicesRefusals.OTHER_SIDE_DECIDES(['invoiceId']));
    const decided = await tx.change(Invoice, invoice, {
      state,
      decidedBy: actor.memberId,
      decidedFor: actor.organizationId,
      decidedAt: tx.at,
      decisionNote: note,
    });
    await this.record(tx, actor, decided, invoice.state);
    await this.work.decided(tx, decided);
    if (verb === 'confirm') await this.tellCounting(tx, invoice.id);
    else await this.numbers.giveBack(tx, invoice);
  }

  /** Whether lines match has changed for every order the invoice names. */
  async tellCounting(tx: Tx, invoiceId: string): Promise<void> {
    const orders = [...new Set((await this.lines(tx, invoiceId)).map(({ orderId }) => orderId))].toSorted();
    await this.events.publishAll(
      tx,
      orders.map((orderId) => ({
        stream: orderStream(orderId),
        kind: invoiceEvents.moved,
        payload: { orderId },
      })),
    );
  }

  private async record(tx: Tx, actor: Actor, invoice: Invoice, from: InvoiceState | null): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: ACTIONS[invoice.state],
      subjectKind: 'Invoice',
      subjectId: invoice.id,
      ...(from ? { fromState: from } : {}),
      toState: invoice.state,
      data: { sellerId: invoice.sellerId, buyerId: invoice.buyerId, number: invoice.number },
    });
  }
}

const ACTIONS: Record<InvoiceState, string> = {
  CAPTURED: 'captureInvoice',
  CONFIRMED: 'confirmInvoice',
  REJECTED: 'rejectInvoice',
  WITHDRAWN: 'withdrawInvoice',
  VOIDED: 'confirmInvoiceVoid',
};

function capturedBy(tx: Tx, actor: Actor, said: NewInvoice): Invoice {
  return {
    id: randomUUID(),
    version: 1,
    ...said,
    state: 'CAPTURED',
    capturedBy: actor.memberId,
    capturedFor: actor.organizationId,
    capturedAt: tx.at,
    decidedBy: null,
    decidedFor: null,
    decidedAt: null,
    decisionNote: null,
    ...NOT_VOID,
  };
}
