import { Global, Module } from '@nestjs/common';
import { AboutQuery } from './about.query';
import { Installation } from './installation';

@Global()
@Module({ providers: [Installation, AboutQuery], exports: [Installation] })
export class InstallationModule {}
