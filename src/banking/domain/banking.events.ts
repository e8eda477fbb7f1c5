/** On `bank-statement:<id>`. */
export const STATEMENT_STAGED = 'BankStatementStaged';
export const STATEMENT_BOOKED = 'BankStatementBooked';

export const statementStream = (id: string) => `bank-statement:${id}`;
