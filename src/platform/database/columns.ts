import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';

const bigintTransformer = {
  from: (value: unknown) => (value === null || value === undefined ? null : BigInt(value as string | bigint)),
  to: (value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
};

/** Database columns are snake_case versions of the property: `priceFen` → price_fen (see SnakeNames). */
export const Uuid = (options: ColumnOptions = {}) => Column({ type: 'uuid', ...options });
export const UuidKey = () => PrimaryColumn({ type: 'uuid' });
/** bigint fen or bigint base units. */
export const Whole = (options: ColumnOptions = {}) =>
  Column({ type: 'bigint', transformer: bigintTransformer, ...options });
export const Int = (options: ColumnOptions = {}) => Column({ type: 'integer', ...options });
export const Text = (options: ColumnOptions = {}) => Column({ type: 'text', ...options });
export const TextArray = (options: ColumnOptions = {}) => Column({ type: 'text', array: true, ...options });
export const Flag = (options: ColumnOptions = {}) => Column({ type: 'boolean', ...options });
/** A calendar day, YYYY-MM-DD. */
export const Day = (options: ColumnOptions = {}) => Column({ type: 'date', ...options });
export const Instant = (options: ColumnOptions = {}) => Column({ type: 'timestamptz', ...options });
export const Json = (options: ColumnOptions = {}) => Column({ type: 'jsonb', ...options });
