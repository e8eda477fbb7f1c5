/** All a line can say beside its message. Nothing else gets out, whoever passes it: no names, texts, variables or values. */
export interface LogFields {
  readonly requestId?: string | undefined;
  /** Root field, or method and route. */
  readonly operation?: string | undefined;
  readonly milliseconds?: number | undefined;
  readonly status?: number | undefined;
  readonly outcome?: string | undefined;
  /** Stable codes of refusals and errors. */
  readonly codes?: readonly string[] | undefined;
  /** Class of a thrown thing. */
  readonly error?: string | undefined;
  readonly sqlState?: string | undefined;
  /** Where it was thrown: frames without the message. */
  readonly frames?: string | undefined;
  /** SQL without values. */
  readonly statement?: string | undefined;
  readonly reaction?: string | undefined;
  readonly duty?: string | undefined;
  readonly event?: string | undefined;
  readonly stream?: string | undefined;
  readonly sequence?: number | undefined;
  readonly attempt?: number | undefined;
  readonly url?: string | undefined;
  readonly signal?: string | undefined;
  readonly version?: string | undefined;
  readonly node?: string | undefined;
  /** What the framework itself says about starting and stopping. */
  readonly said?: string | undefined;
  readonly room?: string | undefined;
}

type Accepts = (value: unknown) => boolean;

const text =
  (form: RegExp): Accepts =>
  (value) =>
    typeof value === 'string' && form.test(value);
const words = (longest: number): Accepts => {
  return (value) => typeof value === 'string' && value.length <= longest && !/\d{11}/.test(value);
};
const count: Accepts = (value) => typeof value === 'number' && Number.isFinite(value);
const NAME = /^[\w.:/-]{1,100}$/;

const ACCEPTED = new Map<string, Accepts>([
  ['requestId', text(/^[\w-]{16,64}$/)],
  ['operation', text(/^[\w /:.-]{1,100}$/)],
  ['milliseconds', count],
  ['status', count],
  ['outcome', text(NAME)],
  ['codes', (value) => Array.isArray(value) && value.every(text(/^[A-Z][A-Z0-9_]{1,63}$/))],
  ['error', text(/^[\w$]{1,64}$/)],
  ['sqlState', text(/^[0-9A-Z]{5}$/)],
  ['frames', words(6000)],
  ['statement', words(400)],
  ['reaction', text(NAME)],
  ['duty', text(NAME)],
  ['event', text(NAME)],
  ['stream', text(NAME)],
  ['sequence', count],
  ['attempt', count],
  ['url', text(/^https?:\/\/[\w.:[\]/-]{1,100}$/)],
  ['signal', text(/^SIG[A-Z]{2,8}$/)],
  ['version', text(NAME)],
  ['node', text(NAME)],
  ['said', words(400)],
  ['room', text(NAME)],
]);

/** The fields that may be written; how many were held back is said, what they were is not. */
export function acceptedFields(fields: LogFields): Record<string, unknown> {
  const accepted: Record<string, unknown> = {};
  let held = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    if (ACCEPTED.get(name)?.(value) === true) accepted[name] = value;
    else held += 1;
  }
  if (held > 0) accepted['held'] = held;
  return accepted;
}
