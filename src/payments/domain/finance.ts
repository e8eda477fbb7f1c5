/** Who works with bank movements, and who only looks. */
export const FINANCE = 'FINANCE';
export const AUDITOR = 'AUDITOR';
