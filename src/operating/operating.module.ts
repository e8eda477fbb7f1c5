import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { ProjectsModule } from '../projects/index';
import { OperatingFields } from './api/operating.fields';
import { RejectOperatingRecord, RejectOperatingRecordResolver } from './commands/reject-operating-record';
import { SubmitOperatingRecord, SubmitOperatingRecordResolver } from './commands/submit-operating-record';
import { VerifyOperatingRecord, VerifyOperatingRecordResolver } from './commands/verify-operating-record';
import {
  WithdrawOperatingRecord,
  WithdrawOperatingRecordResolver,
} from './commands/withdraw-operating-record';
import { operatingWork } from './domain/operating-work';
import { BrowseOperatingRecords } from './queries/browse-operating-records';
import { OperatingIsVerifiedByOthers, QuartersHaveOneRecord } from './queries/prove-operating';
import { OperatingBook } from './storage/operating-book';
import { OperatingReader } from './storage/operating-reader';
import { OperatingRecord } from './storage/operating-record.entity';
import { OperatingVerification } from './storage/operating-verification';

describeWork(operatingWork);

/** 运营数据: what projects in production put out, pay and employ, quarter by quarter. */
@Module({
  imports: [TypeOrmModule.forFeature([OperatingRecord]), OrganizationsModule, ProjectsModule],
  providers: [
    OperatingBook,
    OperatingReader,
    OperatingVerification,
    RejectOperatingRecord,
    RejectOperatingRecordResolver,
    SubmitOperatingRecord,
    SubmitOperatingRecordResolver,
    VerifyOperatingRecord,
    VerifyOperatingRecordResolver,
    WithdrawOperatingRecord,
    WithdrawOperatingRecordResolver,
    OperatingFields,
    BrowseOperatingRecords,
    OperatingIsVerifiedByOthers,
    QuartersHaveOneRecord,
  ],
  exports: [OperatingReader],
})
export class OperatingModule {}
