import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Meters } from '../metrics/meters';

const SIGNED = 'xieshou:signed-callback';

/**
 * Marks a controller's method that hears from another service: its body comes to it as the text that was sent, because a
 * signature is over that, and every refusal of it, also of a body that is too large, is counted for the operator's alarm.
 */
export const SignedCallback = () => RouteConfig({ [SIGNED]: true });

const isSigned = (options: { config?: object | undefined }) => Object.hasOwn(options.config ?? {}, SIGNED);

/** Everywhere else JSON is read as Fastify reads it. */
export function hearSignedCallbacks(fastify: FastifyInstance, meters: Meters): void {
  const refused = meters.counter(
    'xieshou_callbacks_refused_total',
    'Calls of other services that were refused: wrong signature, too old, too large',
    ['operation', 'status'],
  );
  const readJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isSigned(request.routeOptions)) done(null, body);
    else void readJson(request, body as string, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    if (reply.statusCode >= 400 && isSigned(routeOptions))
      refused.inc({ operation: `${method} ${routeOptions.url}`, status: String(reply.statusCode) });
    done();
  });
}
