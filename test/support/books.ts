export interface Money {
  readonly amount: string;
}
export interface Line {
  readonly key: string;
  readonly name: string;
  readonly target: Money | null;
  readonly gross: Money;
  readonly reversals: Money;
  readonly net: Money;
  readonly purchased: Money | null;
  readonly lastYear: Money;
  readonly growth: string | null;
  readonly completion: string | null;
}
export interface Book {
  readonly asOf: string;
  readonly lines: Line[];
  readonly total: Line;
}
export interface Entry {
  readonly kind: string;
  readonly amount: Money;
  readonly period: string;
}

const LINE = `key name target { amount } gross { amount } reversals { amount } net { amount } purchased { amount }
  helpSold { amount } provisional { amount } lastYear { amount } growth completion`;
export const BOOK = `title year asOf demonstrationData lines { ${LINE} } total { ${LINE} }`;
export const fen = ({ amount }: Money) => BigInt(amount.replace('.', ''));
export const sum = (lines: readonly { amount: Money }[]) =>
  lines.reduce((all, line) => all + fen(line.amount), 0n);
