import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Whether this process has been asked to stop: it finishes what it has, and new work is for others. */
@Injectable()
export class Draining {
  private asked = false;

  get begun(): boolean {
    return this.asked;
  }

  begin(): void {
    this.asked = true;
  }
}

/** A connection that is kept brings the next request too: its caller is told to open another, to another process. */
export function letGoWhileDraining(fastify: Pick<FastifyInstance, 'addHook'>, draining: Draining): void {
  fastify.addHook('onSend', async (_request, reply) => {
    if (draining.begun) reply.header('connection', 'close');
  });
}
