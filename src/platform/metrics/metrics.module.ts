import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Figures } from './figures';
import { Meters } from './meters';
import { OperatorPort } from './operator-port';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Meters, Figures, OperatorPort],
  exports: [Meters, OperatorPort],
})
export class MetricsModule {}
