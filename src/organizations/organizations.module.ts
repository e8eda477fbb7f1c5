import { Global, Module } from '@nestjs/common';
import { ActorReader } from '../platform/index';
import { SessionActorReader } from './storage/session-actor-reader';

@Global()
@Module({ providers: [{ provide: ActorReader, useClass: SessionActorReader }], exports: [ActorReader] })
export class OrganizationsModule {}
