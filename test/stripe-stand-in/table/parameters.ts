import { type Built, isBuilt, type Properties, type Shape } from './api-table';
import type { FormObject, FormValue } from '../played/form';
import { invalid } from '../played/problem';

/** The form's text as the operation's parameters; what the table does not know, lacks or finds wrong is refused. */
export function readParameters(form: FormObject, properties: Properties): Record<string, unknown> {
  return readObject(form, properties, '');
}

function readObject(form: FormObject, properties: Properties, within: string): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(form)) {
    const shape = properties[name] ?? properties[`${name}?`];
    const full = within ? `${within}[${name}]` : name;
    if (shape === undefined) throw invalid(`Received unknown parameter: ${full}`, full, 'parameter_unknown');
    read[name] = readValue(value, shape, full);
  }
  const absent = Object.keys(properties).find((name) => !name.endsWith('?') && read[name] === undefined);
  if (absent === undefined) return read;
  const full = within ? `${within}[${absent}]` : absent;
  throw invalid(`Missing required param: ${full}.`, full, 'parameter_missing');
}

function readValue(value: FormValue, shape: Shape, full: string): unknown {
  if (typeof shape === 'string') return readSimple(value, shape, full);
  if (isBuilt(shape)) return shape[0] === 'or' ? readOneOf(value, shape, full) : readList(value, shape, full);
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid(`Invalid object`, full);
  return readObject(value, shape, full);
}

function readList(value: FormValue, [, of]: Built, full: string): unknown[] {
  if (!Array.isArray(value)) throw invalid(`Invalid array`, full);
  return value.map((item, index) => readValue(item, of ?? 'string', `${full}[${index}]`));
}

/** Text fits a simple alternative, an object or list the other one. */
function readOneOf(value: FormValue, [, ...shapes]: Built, full: string): unknown {
  const wanted = shapes.find((shape) => (typeof shape === 'string') === (typeof value === 'string'));
  if (wanted === undefined) throw invalid(`Invalid value`, full);
  return readValue(value, wanted, full);
}

function readSimple(value: FormValue, shape: string, full: string): unknown {
  const kinds = shape.split('|');
  if (kinds.includes('map') && value !== '') return readMap(value, full);
  if (typeof value !== 'string') throw invalid(`Invalid string`, full);
  if (value === '' && kinds.includes(`''`)) return '';
  if (kinds.includes('number') && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (kinds.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
  if (kinds.includes(`'${value}'`) || (kinds.includes('string') && value !== '')) return value;
  if (kinds.includes('number')) throw invalid(`Invalid integer: ${value}`, full, 'parameter_invalid_integer');
  if (kinds.includes('string')) throw invalid(`You passed an empty string`, full, 'parameter_invalid_empty');
  throw invalid(`Invalid ${full}: must be one of ${kinds.join(', ')}`, full);
}

const MOST_KEYS = 50;
const LONGEST_KEY = 40;
const LONGEST_VALUE = 500;

/** Metadata: Stripe's limits. */
function readMap(value: FormValue, full: string): Record<string, string> {
  if (typeof value !== 'object') throw invalid('Invalid hash', full);
  const entries = Object.entries(value);
  if (entries.length > MOST_KEYS) throw invalid(`Metadata can have up to ${MOST_KEYS} keys`, full);
  for (const [key, text] of entries)
    if (typeof text !== 'string' || key.length > LONGEST_KEY || text.length > LONGEST_VALUE)
      throw invalid(
        `Metadata keys have up to ${LONGEST_KEY} characters, values up to ${LONGEST_VALUE}`,
        full,
      );
  return Object.fromEntries(entries) as Record<string, string>;
}
