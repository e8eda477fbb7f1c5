import { generatePrimeSync, randomInt } from 'node:crypto';

/** What amounts are told apart by: columns and their types. */
export type Weighed = readonly (readonly [
  column: string,
  type: 'uuid' | 'text' | 'integer' | 'bigint' | 'date',
])[];

/** A value in place of one that is absent; nothing that is there is like it. */
const ABSENT = {
  uuid: `'00000000-0000-0000-0000-000000000000'`,
  text: `''`,
  integer: '-2147483648',
  bigint: '0',
  date: `'-infinity'`,
} as const;

/** The functions by which PostgreSQL hashes these types itself: ten times faster than hashing them as one record. */
const HASH = {
  uuid: 'uuid_hash_extended',
  text: 'hashtextextended',
  integer: 'hashint4extended',
  bigint: 'hashint8extended',
  date: 'hashdateextended',
} as const;

/** SQL: 64 bits of these columns and of the seed. */
export const hashOf = (seed: string, columns: Weighed) =>
  columns.reduce(
    (before, [column, type]) => `${HASH[type]}(coalesce(${column}, ${ABSENT[type]}), ${before})`,
    seed,
  );

/**
 * SQL, after a subquery: what it computes is computed once, not again wherever it is used, and still by several processes
 * at once. A number in place of the quoted one would take it for a limit and leave it to a single one.
 */
export const COMPUTED_ONCE = `OFFSET '0'`;

/** SQL: 31 bits of a hash, by which an amount is multiplied; what stands in one row is multiplied by others of them. */
export const WEIGHTS = [
  (hash: string) => `(${hash} & 2147483647)`,
  (hash: string) => `((${hash} >> 31) & 2147483647)`,
  (hash: string) => `(hashint8extended(${hash}, 0) & 2147483647)`,
] as const;

/** SQL: amounts so small that three of them, each times three weights, together stay within bigint. */
export const areSmall = (amounts: readonly string[]) =>
  amounts.map((amount) => `${amount} BETWEEN -300000000 AND 300000000`).join(' AND ');

/**
 * SQL: the sum of amounts, each times its weight. Two sums are the same where to every weight belongs the same amount in
 * both, and otherwise by chance, once in 2³¹ times: so rows need neither be sorted nor be joined to be compared.
 */
export function weighedSum(
  terms: readonly (readonly [amount: string, weight: string])[],
  small: string = areSmall(terms.map(([amount]) => amount)),
): string {
  const times = (type: string) =>
    terms.map(([amount, weight]) => `${amount}::${type} * ${weight}`).join(' + ');
  return `(coalesce(sum(${times('bigint')}) FILTER (WHERE ${small}), 0)
    + coalesce(sum(${times('numeric')}) FILTER (WHERE NOT (${small})), 0))`;
}

/**
 * SQL: the same of one amount, as far as it is known by its remainders: two sums are the same where their difference is
 * divided by the modulus. Nothing in it outgrows bigint, whatever the amounts.
 */
export const remainderSum = (modulus: number, amount: string, weight: string) =>
  `sum(${amount} % ${modulus}::bigint * ${weight})`;

/** A prime of 31 bits, another one for every proof: no amount can be changed by a multiple of it but by chance. */
export const newModulus = (): number => Number(generatePrimeSync(31, { bigint: true }));

/** Another one for every proof: nothing can be made beforehand that cancels itself out. */
export const newSeed = (): number => randomInt(2 ** 47);
