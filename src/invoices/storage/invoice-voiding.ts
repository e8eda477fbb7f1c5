import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { isSamePerson } from '../../organizations/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { invoiceStates } from '../domain/invoice.states';
import { invoicesRefusals } from '../domain/invoices.refusals';
import { InvoiceBook } from './invoice-book';
import { InvoiceNumbers } from './invoice-numbers';
import { InvoiceWork } from './invoice-work';
import { Invoice } from './invoice.entity';

const PATH = ['invoiceId'] as const;

/** 作废: an invoice that was captured and confirmed wrongly holds until both sides have said so. */
@Injectable()
export class InvoiceVoiding {
  constructor(
    private readonly book: InvoiceBook,
    private readonly numbers: InvoiceNumbers,
    private readonly work: InvoiceWork,
    private readonly audit: Audit,
  ) {}

  async ask(tx: Tx, actor: Actor, invoice: Invoice, reason: string): Promise<void> {
    await this.requireVoidable(tx, invoice);
    if (invoice.voidAskedAt) refuse(invoicesRefusals.VOID_ASKED(PATH));
    const asked = await tx.change(Invoice, invoice, {
      voidAskedBy: actor.memberId,
      voidAskedFor: actor.organizationId,
      voidAskedAt: tx.at,
      voidReason: reason,
    });
    await this.record(tx, actor, asked, 'proposeInvoiceVoid', reason);
    await this.work.toVoid(tx, asked);
  }

  /** The other side agrees: it counts for nothing from now on, and its number is free. */
  async agree(tx: Tx, actor: Actor, invoice: Invoice): Promise<void> {
    if (!invoice.voidAskedAt) refuse(invoicesRefusals.VOID_NOT_ASKED(PATH));
    await this.requireVoidable(tx, invoice);
    const own = invoice.voidAskedFor === actor.organizationId;
    if (own || (await isSamePerson(tx, actor.memberId, [invoice.voidAskedBy ?? ''])))
      refuse(invoicesRefusals.OTHER_SIDE_DECIDES(PATH));
    const voided = await tx.change(Invoice, invoice, {
      state: invoiceStates.next(invoice.state, 'void', PATH),
      voidedBy: actor.memberId,
      voidedFor: actor.organizationId,
      voidedAt: tx.at,
    });
    await this.record(tx, actor, voided, 'confirmInvoiceVoid', null);
    await this.work.voidDecided(tx, voided, actor.organizationId);
    await this.numbers.giveBack(tx, voided);
    await this.book.tellCounting(tx, voided.id);
  }

  /** The other side says no, or the own takes its word back: the invoice goes on holding. */
  async decline(tx: Tx, actor: Actor, invoice: Invoice, note: string): Promise<void> {
    if (!invoice.voidAskedAt || invoice.state !== 'CONFIRMED') refuse(invoicesRefusals.VOID_NOT_ASKED(PATH));
    const kept = await tx.change(Invoice, invoice, {
      voidAskedBy: null,
      voidAskedFor: null,
      voidAskedAt: null,
      voidReason: null,
    });
    await this.record(tx, actor, kept, 'rejectInvoiceVoid', note);
    await this.work.voidDecided(tx, kept, actor.organizationId);
  }

  private async requireVoidable(tx: Tx, invoice: Invoice): Promise<void> {
    invoiceStates.next(invoice.state, 'void', PATH);
    const [red] = await tx.query(
      `SELECT FROM invoices WHERE original_id = $1 AND state IN ('CAPTURED', 'CONFIRMED') LIMIT 1`,
      [invoice.id],
    );
    if (red) refuse(invoicesRefusals.TAKEN_BACK(PATH));
  }

  private async record(tx: Tx, actor: Actor, invoice: Invoice, action: string, reason: string | null) {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Invoice',
      subjectId: invoice.id,
      fromState: 'CONFIRMED',
      toState: invoice.state,
      ...(reason === null ? {} : { reason }),
      data: { sellerId: invoice.sellerId, buyerId: invoice.buyerId, number: invoice.number },
    });
  }
}
