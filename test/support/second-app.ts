import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module';
import { createWebApplication } from '../../src/platform/http/web';
import { AppConfig, Worker } from '../../src/platform/index';
import type { TestApp } from './app';
import { waitLongForConnections } from './patience';

/** The product once more on the same database, with connections, reactions and duties of its own: what a second process is to the first. */
export async function besideIt({ nest: first, clock }: TestApp): Promise<NestFastifyApplication> {
  const config = first.get(AppConfig);
  const nest = await createWebApplication(AppModule.with(config, { clock }), config);
  waitLongForConnections(nest);
  await nest.init();
  if (nest.get(Worker) === first.get(Worker)) throw new Error('one product, not two');
  return nest;
}
