import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { Files, type Actor, type Tx } from '../../platform/index';
import { MOST_CASE_FILES } from '../domain/case-kinds';
import { caseRefusals } from '../domain/case.refusals';
import type { AfterSalesCase } from './case.entity';

/** What somebody says with a step. */
export interface Said {
  readonly words: string | null;
  readonly fileIds: readonly string[];
}

/** Evidence that comes with words: read by both sides and the platform, and by nobody else. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly files: Files,
    private readonly organizations: Organizations,
  ) {}

  async attach(
    tx: Tx,
    actor: Actor,
    one: AfterSalesCase,
    position: number,
    fileIds: readonly string[],
  ): Promise<void> {
    if (fileIds.length === 0) return;
    const path = ['fileIds'];
    if (fileIds.length > MOST_CASE_FILES) refuse(caseRefusals.CASE_FILES_TOO_MANY(path));
    if (new Set(fileIds).size < fileIds.length) refuse(caseRefusals.CASE_FILE_REPEATED(path));
    await this.show(tx, actor, one, fileIds, path);
    await tx.query(
      'INSERT INTO aftersales_case_files (case_id, position, file_id) SELECT $1, $2, unnest($3::uuid[])',
      [one.id, position, fileIds],
    );
  }

  /** Both sides and the platform may read them. */
  async show(
    tx: Tx,
    actor: Actor,
    { buyerId, supplierId }: { readonly buyerId: string; readonly supplierId: string },
    fileIds: readonly string[],
    path: RefusalPath,
  ): Promise<void> {
    const readers = [buyerId, supplierId, ...(await this.organizations.platformOperations(tx))];
    await this.files.attach(tx, actor, fileIds, readers, path);
  }
}
