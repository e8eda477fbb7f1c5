import type Stripe from 'stripe';
import { setTimeout as after } from 'node:timers/promises';
import { signatureHeader } from './played/index';

export interface Endpoint {
  readonly url: string;
  /** The newest first; two while one is being replaced. */
  readonly secrets: readonly string[];
  /** Events of connected accounts instead of the platform's own. */
  readonly connect?: boolean;
}

/** How events travel; a test changes it at any time. */
export interface Travel {
  /** How many times each event is sent. */
  copies: number;
  delayMs: number;
  /** Nothing is sent, ever: Stripe still has the events to be listed. */
  lose: boolean;
  /** Nothing is sent until `release`. */
  hold: boolean;
  /** Waits before each further try, when an endpoint does not answer 2xx. */
  retryAfterMs: readonly number[];
}

export interface Delivery {
  readonly event: string;
  readonly type: string;
  readonly url: string;
  /** HTTP status; 0 when nobody answered. */
  readonly status: number;
}

export class WebhookSender {
  readonly travel: Travel = {
    copies: 1,
    delayMs: 0,
    lose: false,
    hold: false,
    retryAfterMs: [200, 1_000, 5_000],
  };
  readonly deliveries: Delivery[] = [];
  private readonly held: Stripe.Event[] = [];
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();

  constructor(
    public endpoints: readonly Endpoint[],
    private readonly now: () => number,
  ) {}

  take(event: Stripe.Event): void {
    if (this.travel.lose) return;
    if (this.travel.hold) this.held.push(event);
    else void this.send(event);
  }

  /** Sends what was held one after the other, in the order given: a test shuffles, reverses or drops as it likes. */
  release(order: (held: readonly Stripe.Event[]) => readonly Stripe.Event[] = (held) => held): void {
    this.travel.hold = false;
    const events = order(this.held.splice(0));
    void this.follow(
      events.reduce((before, event) => before.then(() => this.send(event)), Promise.resolve<unknown>(null)),
    );
  }

  /** Until everything sent so far has arrived or been given up. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settled();
  }

  private async send(event: Stripe.Event): Promise<void> {
    const isOfConnected = 'account' in event && event.account !== undefined;
    const receivers = this.endpoints.filter(({ connect = false }) => connect === isOfConnected);
    const copies = Array.from({ length: this.travel.copies });
    await Promise.all(
      receivers.flatMap((endpoint) => copies.map(() => this.follow(this.deliver(event, endpoint)))),
    );
  }

  private follow<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    return work.finally(() => this.underWay.delete(work));
  }

  private async deliver(event: Stripe.Event, endpoint: Endpoint): Promise<void> {
    const waits = [this.travel.delayMs, ...this.travel.retryAfterMs];
    const body = JSON.stringify(event, null, 2);
    try {
      for (const wait of waits) {
        if (wait > 0) await after(wait, undefined, { signal: this.stopping.signal });
        const status = await this.post(endpoint, body);
        this.deliveries.push({ event: event.id, type: event.type, url: endpoint.url, status });
        if (status >= 200 && status < 300) return;
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
    }
  }

  /** Every try is signed anew, with its own time. */
  private async post({ url, secrets }: Endpoint, body: string): Promise<number> {
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Stripe-Signature': signatureHeader(body, Math.floor(this.now()), secrets),
      'Stripe-Stand-In': 'true',
      'User-Agent': 'Xieshou stand-in for Stripe',
    };
    try {
      const { status } = await fetch(url, { method: 'POST', headers, body, signal: this.stopping.signal });
      return status;
    } catch {
      return 0;
    }
  }
}
