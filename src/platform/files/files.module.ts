import { Global, Module } from '@nestjs/common';
import { DiskFileStore, FileStore } from './file-store';
import { FilesController } from './files.controller';
import { Files } from './files';
import { InspectionThreads } from './inspection-threads';
import { PurgeUnusedFiles } from './purge-unused-files';
import { UploadLimits } from './upload-limits';
import { UploadTries } from './upload-tries';

@Global()
@Module({
  controllers: [FilesController],
  providers: [
    Files,
    UploadLimits,
    UploadTries,
    InspectionThreads,
    PurgeUnusedFiles,
    { provide: FileStore, useClass: DiskFileStore },
  ],
  exports: [Files],
})
export class FilesModule {}
