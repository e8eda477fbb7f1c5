/** Published on stream `supplier:<organization id>` with { supplierId, admissionId }. */
export const SUPPLIER_EVENTS = {
  admit: 'SupplierAdmitted',
  suspend: 'SupplierSuspended',
  reinstate: 'SupplierReinstated',
  revoke: 'SupplierRevoked',
} as const;
