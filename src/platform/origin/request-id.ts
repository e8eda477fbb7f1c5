import { randomUUID } from 'node:crypto';

/** Long enough to be unique, short enough for every row, and of letters that need no escaping anywhere. */
const SANE = /^(?=.*[A-Za-z])[\w-]{16,64}$/;
/** Phone, identity and account numbers: whoever puts one into a header must not get it into our logs. */
const NUMBER_OF_A_PERSON = /\d{11}/;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

type Header = string | string[] | undefined;

/** The caller's trace as W3C writes it, or null where there is none or it is malformed. */
export function traceparentOf(header: Header): string | null {
  const [, trace = '', span = ''] = (typeof header === 'string' && TRACEPARENT.exec(header)) || [];
  return /[1-9a-f]/.test(trace) && /[1-9a-f]/.test(span) ? `00-${trace}-${span}-01` : null;
}

/** The caller's own id where it is a sane one, else his trace's, else a new one. */
export function requestIdOf(headers: Readonly<Record<string, Header>>): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && SANE.test(given) && !NUMBER_OF_A_PERSON.test(given)) return given;
  return traceparentOf(headers['traceparent'])?.split('-')[1] ?? randomUUID();
}
