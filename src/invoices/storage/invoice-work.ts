import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { Invoice, InvoiceLine } from './invoice.entity';

/** Who is asked to check an invoice, who is told, and who reads its files. */
@Injectable()
export class InvoiceWork {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
  ) {}

  async toCheck(tx: Tx, invoice: Invoice): Promise<void> {
    const bySeller = invoice.capturedFor === invoice.sellerId;
    await this.tasks.open(tx, {
      organizationId: bySeller ? invoice.buyerId : invoice.sellerId,
      role: bySeller ? 'BUYER_CLERK' : 'SUPPLIER',
      kind: 'CHECK_INVOICE',
      ...subjectOf(invoice),
    });
  }

  /** It leaves the desk; who captured it is told what the other side said. */
  async decided(tx: Tx, invoice: Invoice): Promise<void> {
    await this.tasks.close(tx, subjectOf(invoice));
    if (invoice.state === 'WITHDRAWN') return;
    await this.notices.send(tx, {
      organizationId: invoice.capturedFor,
      kind: invoice.state === 'CONFIRMED' ? 'INVOICE_CONFIRMED' : 'INVOICE_REJECTED',
      ...subjectOf(invoice),
      data: { number: invoice.number },
    });
  }

  async toVoid(tx: Tx, invoice: Invoice): Promise<void> {
    const bySeller = invoice.voidAskedFor === invoice.sellerId;
    await this.tasks.open(tx, {
      organizationId: bySeller ? invoice.buyerId : invoice.sellerId,
      role: bySeller ? 'BUYER_CLERK' : 'SUPPLIER',
      kind: 'CHECK_INVOICE_VOID',
      ...subjectOf(invoice),
    });
  }

  /** The side that did not speak last is told. */
  async voidDecided(tx: Tx, invoice: Invoice, by: string): Promise<void> {
    await this.tasks.close(tx, subjectOf(invoice));
    await this.notices.send(tx, {
      organizationId: by === invoice.sellerId ? invoice.buyerId : invoice.sellerId,
      kind: invoice.state === 'VOIDED' ? 'INVOICE_VOIDED' : 'INVOICE_NOT_VOIDED',
      ...subjectOf(invoice),
      data: { number: invoice.number },
    });
  }

  /** The two sides, the platform, and the offices over the paying unit and over where the goods come from. */
  async readers(tx: Tx, invoice: Invoice, lines: readonly InvoiceLine[]): Promise<string[]> {
    const counties = await tx.query<{ code: string }>(
      'SELECT DISTINCT origin_county_code AS code FROM order_lines WHERE id = ANY($1::uuid[])',
      [lines.flatMap(({ orderLineId }) => orderLineId ?? [])],
    );
    const readers = new Set([invoice.sellerId, invoice.buyerId, invoice.unitId]);
    for (const operations of await this.organizations.platformOperations(tx)) readers.add(operations);
    for (const code of new Set([invoice.unitRegionCode, ...counties.map((county) => county.code)]))
      for (const office of await this.organizations.covering(tx, code, 'VERIFIER')) readers.add(office);
    return [...readers];
  }
}

const subjectOf = ({ id }: Pick<Invoice, 'id'>) => ({ subjectKind: 'Invoice', subjectId: id });
