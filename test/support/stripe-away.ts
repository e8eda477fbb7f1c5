import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stripe switched on, and out of order: what is asked of it waits. It says itself that asking again at once is no use;
 * behind a closed port its library would wait half a second with every question.
 */
export async function stripeAway(): Promise<Readonly<Record<string, string>>> {
  const server = createServer((_request, response) =>
    response
      .writeHead(503, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
      .end('{"error":{"type":"api_error","message":"out of order"}}'),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return {
    STRIPE_SECRET_KEY: 'sk_test_away',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_away',
    STRIPE_WEBHOOK_SECRETS: 'whsec_away',
    STRIPE_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ALLOW_TEST_PAYMENTS: 'yes',
  };
}
