import { createHmac } from 'node:crypto';

/**
 * The Stripe-Signature header: the time and, while a secret is being replaced, one signature by the old and one by the
 * new secret (https://docs.stripe.com/webhooks#roll-endpoint-secrets).
 */
export function signatureHeader(body: string, seconds: number, secrets: readonly string[]): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
  );
  return [`t=${seconds}`, ...signed].join(',');
}
