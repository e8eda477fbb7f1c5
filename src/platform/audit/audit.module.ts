import { Global, Module } from '@nestjs/common';
import { Audit } from './audit';
import { AuditChain, AuditChainIsUnbroken } from './audit-chain';
import { LastSealAge, OldestUnsealedRow, UnsealedRows } from './seal-figures';
import { SealAuditRows } from './seal-audit-rows';

@Global()
@Module({
  providers: [
    Audit,
    AuditChain,
    SealAuditRows,
    AuditChainIsUnbroken,
    UnsealedRows,
    OldestUnsealedRow,
    LastSealAge,
  ],
  exports: [Audit, AuditChain, SealAuditRows],
})
export class AuditModule {}
