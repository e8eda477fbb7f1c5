import { createServer, type Server, type ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { Readiness } from '../health/readiness';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import { Figures } from './figures';

/**
 * A port of its own, for monitoring inside the operator's network and never for callers: web and job processes answer
 * `/metrics` on it, `/health/live` and `/health/ready`.
 */
@Injectable()
export class OperatorPort implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly figures: Figures,
    private readonly readiness: Readiness,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metricsHost, metricsPort } = this.config.observing;
    if (metricsPort === null) return;
    const server = createServer((request, response) => void this.answer(request.url ?? '', response));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(metricsPort, metricsHost, resolve);
    });
  }

  /** Where it listens; null where it does not. */
  get port(): number | null {
    const address = this.server?.address();
    return typeof address === 'object' && address ? address.port : null;
  }

  /** Last, so that the end of the process can be watched. */
  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(path: string, response: ServerResponse): Promise<void> {
    if (path === '/health/live') return void response.writeHead(200).end('live\n');
    try {
      if (path === '/health/ready') return await this.answerReady(response);
      if (path !== '/metrics') return void response.writeHead(404).end();
      const text = await this.figures.text();
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text);
    } catch (error) {
      log.error('fault', faultFields(error));
      response.writeHead(500).end();
    }
  }

  private async answerReady(response: ServerResponse): Promise<void> {
    const missing = await this.readiness.missing();
    response.writeHead(missing.length === 0 ? 200 : 503).end(`${missing.join(' ') || 'ready'}\n`);
  }
}
