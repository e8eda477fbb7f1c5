import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Reconciliation } from './reconciliation';

@Module({ imports: [DiscoveryModule], providers: [Reconciliation], exports: [Reconciliation] })
export class ReconcileModule {}
