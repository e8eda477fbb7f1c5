import { Controller, Get, Module, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowPublic } from '../access/allow';
import { Database } from '../database/database';

/** live: the process answers. ready: it can also reach its database. */
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  @AllowPublic()
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @AllowPublic()
  async ready(@Res() reply: FastifyReply) {
    try {
      await this.database.query('SELECT 1');
      return await reply.send({ status: 'ready' });
    } catch {
      return reply.code(503).send({ status: 'not ready', missing: ['database'] });
    }
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {}
