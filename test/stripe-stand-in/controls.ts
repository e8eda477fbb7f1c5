import type Stripe from 'stripe';
import {
  accountOf,
  actOn,
  changeBank,
  chargeOf,
  confirm,
  decideDispute,
  disputeOf,
  finishPayout,
  finishRefund,
  intentOf,
  onboard,
  type Onboarding,
  openDispute,
  payOutAll,
  payoutOf,
  Problem,
  refundOf,
  type StripeStandIn,
  type Terms,
  type World,
} from './played/index';
import type { WebhookSender } from './webhooks';

/** What goes wrong with a request. */
export interface Trouble {
  /** 409, 429, 500, 503 …; without it the request is only late or cut off. */
  readonly status?: number;
  /** Nothing is done, or it is done and the caller is told otherwise. */
  readonly when?: 'before' | 'after';
  /** What the failing answer says. */
  readonly said?: string;
  readonly delayMs?: number;
  /** Waits for this, however long: an order of things that does not hang on the clock. */
  readonly until?: Promise<unknown>;
  /** Done, but the connection breaks before the answer. */
  readonly cutOff?: boolean;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** Idempotency-Key, '' without. */
  readonly key: string;
}

/** What only the owner of a stand-in can do: play the customer and the banks, and make trouble. */
export class Controls {
  /** Every request that arrived, in order. */
  readonly requests: SeenRequest[] = [];
  private readonly troubles: Trouble[] = [];
  private aimed: { readonly at: RegExp; readonly trouble: Trouble; times: number }[] = [];
  private lasting: Trouble = {};

  constructor(
    private readonly world: World,
    readonly webhooks: WebhookSender,
    readonly standIn: StripeStandIn,
  ) {}

  /** The next requests fail so, one after the other. */
  troubleNext(...troubles: readonly Trouble[]): void {
    this.troubles.push(...troubles);
  }

  /** The next so many requests fail so of which “POST /v1/refunds” and the like fits. */
  troubleAt(at: RegExp, trouble: Trouble, times = Number.POSITIVE_INFINITY): void {
    this.aimed.push({ at, trouble, times });
  }

  /** All requests fail so, until told otherwise; `{}` ends it, and what was aimed at some. */
  troubleAll(trouble: Trouble): void {
    this.lasting = trouble;
    this.aimed = [];
  }

  faultOf({ method, url }: Pick<SeenRequest, 'method' | 'url'>): Trouble {
    const aimed = this.aimed.find(({ at, times }) => times > 0 && at.test(`${method} ${url}`));
    if (aimed) aimed.times -= 1;
    return aimed?.trouble ?? this.troubles.shift() ?? this.lasting;
  }

  get terms(): Terms {
    return this.world.terms;
  }

  /** The customer chooses a test card or a wallet in the browser, as Stripe's page does with the client secret. */
  customerChooses(intent: string, way: 'alipay' | 'wechat_pay' | `pm_card_${string}`): void {
    const { place } = this;
    const wallet = way === 'alipay' || way === 'wechat_pay' ? way : null;
    const chosen = wallet
      ? {
          payment_method_data: { type: wallet },
          payment_method_options: { wechat_pay: {} },
          return_url: this.world.address,
        }
      : { payment_method: way };
    try {
      confirm(place, intentOf(place, intent), chosen);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 402)) throw error; // declined: the intent says so
    }
  }

  /** The customer pays in the wallet or passes 3-D Secure, or does not want to. */
  customerActs(intent: string, pays = true): void {
    actOn(this.place, intentOf(this.place, intent), pays);
  }

  /** A refund under way arrives, or comes back even after it had arrived. */
  finishRefund(refund: string, arrives = true): void {
    finishRefund(this.place, refundOf(this.place, refund), arrives);
  }

  /** The customer's bank takes a payment back; without an amount, all that is left of it. */
  dispute(charge: string, amount?: number, reason = 'fraudulent'): string {
    const found = chargeOf(this.place, charge);
    return openDispute(this.place, found, amount ?? found.amount_captured - found.amount_refunded, reason).id;
  }

  decideDispute(dispute: string, won: boolean): void {
    decideDispute(this.place, disputeOf(this.place, dispute), won);
  }

  onboard(account: string, outcome: Onboarding): void {
    onboard(this.world, account, outcome);
  }

  /** The platform may not touch the account any more. */
  revoke(account: string): void {
    this.world.revoked.add(account);
  }

  changeBank(account: string): void {
    changeBank(this.world, account);
  }

  /** The daily payout of all there is in a currency, of the platform or of a connected account. */
  payOutAll(currency: string, account: string | null = null): string {
    return payOutAll(this.of(account), currency).id;
  }

  finishPayout(payout: string, arrives: boolean, account: string | null = null): void {
    finishPayout(this.of(account), payoutOf(this.of(account), payout), arrives);
  }

  intent(id: string): Stripe.PaymentIntent {
    return intentOf(this.place, id);
  }

  account(id: string): Stripe.Account {
    return accountOf(this.world, id);
  }

  newestIntents(): Stripe.PaymentIntent[] {
    return [...this.place.books.intents.values()].slice(-20).toReversed();
  }

  private get place() {
    return this.of(null);
  }

  private of(account: string | null) {
    return { world: this.world, books: this.world.booksOf(account) };
  }
}
