import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { InvoiceFields } from './api/invoice.fields';
import { OrderInvoices } from './api/order-invoices.fields';
import { CaptureInvoice, CaptureInvoiceResolver } from './commands/capture-invoice';
import { CaptureRedInvoice, CaptureRedInvoiceResolver } from './commands/capture-red-invoice';
import { ConfirmInvoice, ConfirmInvoiceResolver } from './commands/confirm-invoice';
import { RejectInvoice, RejectInvoiceResolver } from './commands/reject-invoice';
import { WithdrawInvoice, WithdrawInvoiceResolver } from './commands/withdraw-invoice';
import { ConfirmInvoiceVoid, ConfirmInvoiceVoidResolver } from './commands/confirm-invoice-void';
import { ProposeInvoiceVoid, ProposeInvoiceVoidResolver } from './commands/propose-invoice-void';
import { RejectInvoiceVoid, RejectInvoiceVoidResolver } from './commands/reject-invoice-void';
import { invoicesWork } from './domain/invoices-work';
import { BrowseInvoiceMismatches } from './queries/browse-invoice-mismatches';
import { BrowseInvoices } from './queries/browse-invoices';
import { ExportInvoiceMismatches } from './queries/export-invoice-mismatches';
import { InvoiceNumbersCountOnce, InvoicesAreTheirLines } from './queries/prove-invoices';
import { PassOnRefunds } from './reactions/pass-on-refunds';
import { Invoice, InvoiceLine } from './storage/invoice.entity';
import { InvoiceBook } from './storage/invoice-book';
import { InvoiceHeads } from './storage/invoice-heads';
import { InvoiceMatches } from './storage/invoice-matches';
import { InvoiceNumbers } from './storage/invoice-numbers';
import { InvoiceReader } from './storage/invoice-reader';
import { InvoiceWork } from './storage/invoice-work';
import { InvoiceVoiding } from './storage/invoice-voiding';
import { InvoicedGoods } from './storage/invoiced-goods';
import { MismatchReader } from './storage/mismatch-reader';
import { RedLines } from './storage/red-lines';

describeWork(invoicesWork);

const storage = [
  InvoiceBook,
  InvoiceHeads,
  InvoiceMatches,
  InvoiceNumbers,
  InvoiceReader,
  InvoiceWork,
  InvoiceVoiding,
  InvoicedGoods,
  MismatchReader,
  RedLines,
];

/** 发票: captured by one side, checked by the other, matched with order and acceptance. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Invoice, InvoiceLine]),
    OrganizationsModule,
    ProcurementModule,
    RegionsModule,
  ],
  controllers: [ExportInvoiceMismatches],
  providers: [
    ...storage,
    CaptureInvoice,
    CaptureInvoiceResolver,
    CaptureRedInvoice,
    CaptureRedInvoiceResolver,
    ConfirmInvoice,
    ConfirmInvoiceResolver,
    RejectInvoice,
    RejectInvoiceResolver,
    WithdrawInvoice,
    WithdrawInvoiceResolver,
    ConfirmInvoiceVoid,
    ConfirmInvoiceVoidResolver,
    ProposeInvoiceVoid,
    ProposeInvoiceVoidResolver,
    RejectInvoiceVoid,
    RejectInvoiceVoidResolver,
    BrowseInvoices,
    BrowseInvoiceMismatches,
    InvoiceFields,
    OrderInvoices,
    PassOnRefunds,
    InvoicesAreTheirLines,
    InvoiceNumbersCountOnce,
  ],
  exports: [InvoiceMatches, InvoiceNumbers],
})
export class InvoicesModule {}
