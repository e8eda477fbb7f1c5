import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Pairing } from './storage/pairing.entity';
import { PairingReference } from './storage/pairing-reference';
import { Pairings } from './storage/pairings';

@Module({
  imports: [TypeOrmModule.forFeature([Pairing])],
  providers: [Pairings, PairingReference],
  exports: [Pairings, PairingReference],
})
export class PairingModule {}
