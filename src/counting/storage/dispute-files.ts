import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { AgreementParties, type AgreementFacts } from '../../pairing/index';
import { Files, type Actor, type Tx } from '../../platform/index';
import { disputeRefusals } from '../domain/dispute.refusals';
import { MOST_FILES } from '../domain/dispute.states';
import { ProvinceParties } from './province-parties';

export interface SaidWords {
  readonly words: string;
  readonly fileIds: readonly string[];
}

/** Files that come with words: kept with their hash, read by the two sides and the provinces that may have to decide. */
@Injectable()
export class DisputeFiles {
  constructor(
    private readonly files: Files,
    private readonly parties: AgreementParties,
    private readonly provinces: ProvinceParties,
  ) {}

  async attach(
    tx: Tx,
    actor: Actor,
    agreement: AgreementFacts,
    { disputeId, position }: { disputeId: string; position: number },
    fileIds: readonly string[],
  ): Promise<void> {
    if (fileIds.length === 0) return;
    const path = ['fileIds'];
    if (fileIds.length > MOST_FILES) refuse(disputeRefusals.FILES_TOO_MANY(path));
    const offices = [
      ...(await this.parties.offices(tx, agreement)),
      ...(await this.provinces.offices(tx, agreement)),
    ];
    const readers = [...new Set(offices.map(({ organizationId }) => organizationId))];
    await this.files.attach(tx, actor, fileIds, readers, path);
    const kept = await tx.query(
      `INSERT INTO counting_dispute_files (dispute_id, position, file_id, sha256)
       SELECT $1, $2, id, sha256 FROM files WHERE id = ANY($3::uuid[]) ON CONFLICT DO NOTHING RETURNING file_id`,
      [disputeId, position, fileIds],
    );
    if (kept.length !== fileIds.length) refuse(disputeRefusals.FILE_REPEATED(path));
  }
}
