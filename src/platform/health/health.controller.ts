import { Controller, Get, Global, Module, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowPublic } from '../access/allow';
import { AppConfig } from '../config/config';
import { Draining } from './draining';
import { Readiness } from './readiness';

/** live: the process answers. ready: its database answers and has our structure, and nobody asked us to stop. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly config: AppConfig,
  ) {}

  @Get('live')
  @AllowPublic()
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @AllowPublic()
  async ready(@Res() reply: FastifyReply) {
    const missing = await this.readiness.missing();
    const played = this.config.stripe?.standIn ? { payments: 'stand-in' } : {};
    if (missing.length === 0) return reply.send({ status: 'ready', ...played });
    return reply.code(503).send({ status: 'not ready', missing });
  }
}

@Global()
@Module({
  controllers: [HealthController],
  providers: [Draining, Readiness],
  exports: [Draining, Readiness],
})
export class HealthModule {}
