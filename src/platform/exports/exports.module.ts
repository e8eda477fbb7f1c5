import { Global, Module } from '@nestjs/common';
import { Exports } from './exports';

@Global()
@Module({ providers: [Exports], exports: [Exports] })
export class ExportsModule {}
