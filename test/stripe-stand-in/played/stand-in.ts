import { misfits } from '../table/answer-check';
import { API_TABLE, routeOf, type Route } from '../table/api-table';
import { Books, type Call, World } from './books';
import { type FormObject, readForm } from './form';
import { IdempotencyKeys } from './idempotency';
import { expand, pageOf, type Paging } from './listing';
import { LISTS, SINGLE } from './operations';
import { readParameters } from '../table/parameters';
import { invalid, Problem } from './problem';

export interface StandInRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface StandInAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** What goes wrong with one request. */
export interface Fault {
  /** How the provider fails; without it the answer is only late. 409 and 429 come before anything is executed. */
  readonly status?: number;
  /** Nothing is done, or it is done and the caller is not told. */
  readonly when?: 'before' | 'after';
  /** What the failing answer says. */
  readonly said?: string;
  /** Lasts as long as the provider is slow; the idempotency key is in use meanwhile. */
  readonly wait?: () => Promise<void>;
}

interface Arrived extends Call<unknown> {
  readonly route: Route;
  readonly request: { readonly id: string; readonly idempotency_key: string | null };
}

/** Plays Stripe's API: everything outside of it (time, randomness, waiting, sending) is handed in. */
export class StripeStandIn {
  private readonly keys = new Map<Books, IdempotencyKeys>();
  /** What answers did not fit the SDK's types: always empty, or the stand-in is wrong. */
  readonly misfits: string[] = [];
  /** What was asked that the table does not have, call or parameter. */
  readonly outside: string[] = [];

  constructor(
    readonly world: World,
    private readonly apiKey: string,
  ) {}

  async answer(request: StandInRequest, fault: Fault = {}): Promise<StandInAnswer> {
    const requestId = this.world.newId('req');
    const key = request.headers['idempotency-key'] ?? null;
    const headers: Record<string, string> = {
      'Request-Id': requestId,
      'Stripe-Version': API_TABLE.apiVersion,
      'Stripe-Stand-In': 'true',
      ...(key !== null && { 'Idempotency-Key': key }),
    };
    try {
      const call = this.read(request, requestId, key);
      const known = key === null || request.method !== 'POST' ? null : this.begin(call, key);
      if (!known) return { headers, ...(await this.execute(call, fault)) };
      const replayed = { 'Idempotent-Replayed': 'true', 'Original-Request': known.requestId };
      return { headers: { ...headers, ...replayed }, status: known.status, body: known.body };
    } catch (error) {
      if (error instanceof Problem) return { headers, status: error.status, body: error.body };
      throw error;
    }
  }

  /** Nothing executes before all of this holds, and nothing of it is saved under the key. */
  private read({ method, url, body, headers }: StandInRequest, id: string, key: string | null): Arrived {
    const [, given = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (given !== this.apiKey) throw new Problem(401, 'invalid_request_error', 'Invalid API Key provided');
    if (headers['stripe-version'] !== API_TABLE.apiVersion)
      throw invalid(`The stand-in plays version ${API_TABLE.apiVersion} only`);
    const { pathname, search } = new URL(url, 'http://stand-in');
    const route = routeOf(method, pathname);
    if (!route) {
      this.outside.push(`${method} ${pathname}`);
      throw new Problem(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${pathname}).`);
    }
    const form = readForm(method === 'GET' ? search.slice(1) : body);
    const parameters = this.parametersOf(route, form);
    const books = this.world.booksOf(headers['stripe-account'] ?? null);
    return {
      world: this.world,
      books,
      ids: route.ids,
      parameters,
      route,
      request: { id, idempotency_key: key },
    };
  }

  private parametersOf({ name, operation }: Route, form: FormObject): Record<string, unknown> {
    try {
      return readParameters(form, operation.parameters);
    } catch (error) {
      if (error instanceof Problem) this.outside.push(`${name}: ${error.message}`);
      throw error;
    }
  }

  private begin(call: Arrived, key: string) {
    const endpoint = `${call.route.name} ${call.ids.join(' ')}`;
    return this.keysOf(call.books).begin(key, endpoint, call.parameters, this.world.now);
  }

  private keysOf(books: Books): IdempotencyKeys {
    const keys = this.keys.get(books) ?? new IdempotencyKeys();
    this.keys.set(books, keys);
    return keys;
  }

  private async execute(call: Arrived, fault: Fault): Promise<{ status: number; body: object }> {
    const { idempotency_key: key, id: requestId } = call.request;
    const keys = this.keysOf(call.books);
    if (fault.when !== 'after') await fault.wait?.();
    if (fault.status === 409 || fault.status === 429) {
      if (key !== null) keys.forget(key);
      throw refusedFor(fault.status);
    }
    const broken = fault.status ? brokenBy(fault.status, fault.said) : null;
    const answered = broken && fault.when !== 'after' ? broken : this.perform(call);
    if (fault.when === 'after') await fault.wait?.();
    const told = broken ?? answered;
    if (key !== null) keys.keep(key, { ...told, requestId });
    return told;
  }

  private perform(call: Arrived): { status: number; body: object } {
    try {
      const body = structuredClone(this.outcomeOf(call));
      expand(body, (call.parameters as { expand?: string[] }).expand ?? [], (id) =>
        this.world.find(call.books, id),
      );
      const { answer } = call.route.operation;
      const found = misfits(
        body,
        answer.startsWith('list') ? ['list', answer.slice(4)] : answer,
        call.route.name,
      );
      this.misfits.push(...found);
      return found.length === 0 ? { status: 200, body } : misfitting(found);
    } catch (error) {
      if (error instanceof Problem) return { status: error.status, body: error.body };
      throw error;
    }
  }

  private outcomeOf(call: Arrived): object {
    const { name } = call.route;
    const single = SINGLE[name];
    if (single) return single(checked(call));
    const list = LISTS[name];
    if (!list) throw new Error(`The table has ${name}, and nobody plays it`);
    return pageOf(list(checked(call)), call.parameters as Paging, name.slice('GET '.length));
  }
}

/** The table has said that the parameters are this operation's. */
const checked = (call: Arrived) => call as unknown as Call<never>;

const brokenBy = (status: number, message = 'An error the stand-in was told to make.') => ({
  status,
  body: { error: { type: status < 500 ? 'invalid_request_error' : 'api_error', message } },
});

const misfitting = (found: readonly string[]) => ({
  status: 500,
  body: {
    error: { type: 'api_error', message: `The stand-in's answer does not fit the SDK: ${found.join('; ')}` },
  },
});

const refusedFor = (status: 409 | 429) =>
  status === 409
    ? new Problem(409, 'invalid_request_error', 'This object is being accessed by another request.', {
        code: 'lock_timeout',
      })
    : new Problem(429, 'invalid_request_error', 'Too many requests hit the API too quickly.', {
        code: 'rate_limit',
      });
