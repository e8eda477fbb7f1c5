import { Global, Module } from '@nestjs/common';
import { DiskFileStore, FileStore } from './file-store';
import { FilesController } from './files.controller';
import { Files } from './files';

@Global()
@Module({
  controllers: [FilesController],
  providers: [Files, { provide: FileStore, useClass: DiskFileStore }],
  exports: [Files],
})
export class FilesModule {}
