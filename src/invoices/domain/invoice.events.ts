/** What invoices publish on the stream `order:<id>`, with its orderId. */
export const invoiceEvents = {
  /** Whether the order's lines match their invoices may have changed. */
  moved: 'OrderInvoicesMoved',
} as const;
