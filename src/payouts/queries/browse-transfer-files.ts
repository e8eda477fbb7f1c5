import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { Allow, Cursors, PageArgs, connectionOf, pageOf, readPage, type Page } from '../../platform/index';
import { TransferFileType, shownFile } from '../api/transfer-file.type';
import { TransferFiles } from '../storage/transfer-files';

const TransferFileConnection = connectionOf(TransferFileType, 'TransferFile');
const LIST = 'transferFiles';

@Resolver()
export class BrowseTransferFiles {
  constructor(
    private readonly files: TransferFiles,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.FINANCE, Role.AUDITOR)
  @Query(() => TransferFileConnection, { description: '付款文件, newest first' })
  async transferFiles(@Args() page: PageArgs): Promise<Page<TransferFileType>> {
    const request = readPage(this.cursors, LIST, page);
    const rows = await this.files.page(request);
    return pageOf(this.cursors, LIST, request, rows, {
      node: shownFile,
      keyOf: (row) => [row.madeAt.toISOString(), row.id],
      totalCount: () => this.files.count(),
    });
  }
}
