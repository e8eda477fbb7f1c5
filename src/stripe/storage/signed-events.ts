import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/index';
import type { HeardEvent } from './event-inbox';
import { StripeClient, atSecond } from './stripe-client';
import { stripeSdk } from './stripe-sdk';

const OLDEST_SECONDS = 300;
const name = z.string().regex(/^[\w.-]{1,255}$/);

/** All that is read of an event. */
const heard = z.object({
  id: name,
  type: name,
  account: name.nullish(),
  livemode: z.boolean(),
  created: z.number().int().min(0).max(100_000_000_000),
  data: z.object({ object: z.object({ object: name, id: name.optional() }) }),
});

/** Believes an event by its signature over the bytes that were sent, under one of our secrets and of these minutes. */
@Injectable()
export class SignedEvents {
  constructor(
    private readonly stripe: StripeClient,
    private readonly clock: Clock,
  ) {}

  /** Null where it is not to be believed. */
  read(body: unknown, signature: string | undefined): HeardEvent | null {
    if (typeof body !== 'string' || signature === undefined) return null;
    const secrets = this.stripe.settings?.webhookSecrets ?? [];
    if (!secrets.some((secret) => this.isSigned(body, signature, secret))) return null;
    const parsed = heard.safeParse(asJson(body));
    if (!parsed.success) return null;
    const { id, type, account, livemode, created, data } = parsed.data;
    const { object: objectKind, id: objectId = '' } = data.object;
    const createdAt = atSecond(created);
    return { id, type, objectKind, objectId, account: account ?? null, live: livemode, createdAt };
  }

  private isSigned(body: string, signature: string, secret: string): boolean {
    const now = this.clock.now().getTime();
    const { errors, webhooks } = stripeSdk();
    try {
      const { signature: check } = webhooks;
      return check?.verifyHeader(body, signature, secret, OLDEST_SECONDS, undefined, now) ?? false;
    } catch (error) {
      if (error instanceof errors.StripeSignatureVerificationError) return false;
      throw error;
    }
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
