import type Stripe from 'stripe';

type Kind = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface ProblemDetails {
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly payment_intent?: Stripe.PaymentIntent;
}

/** An error as Stripe answers it: HTTP status, type, code and the parameter it is about. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly kind: Kind,
    message: string,
    readonly details: ProblemDetails = {},
  ) {
    super(message);
  }

  get body() {
    return { error: { type: this.kind, message: this.message, ...this.details } };
  }
}

export const invalid = (message: string, param?: string, code?: string, intent?: Stripe.PaymentIntent) =>
  new Problem(400, 'invalid_request_error', message, {
    ...(param && { param }),
    ...(code && { code }),
    ...(intent && { payment_intent: structuredClone(intent) }),
  });

export const missing = (kind: string, id: string, param = 'id') =>
  new Problem(404, 'invalid_request_error', `No such ${kind}: '${id}'`, { code: 'resource_missing', param });
