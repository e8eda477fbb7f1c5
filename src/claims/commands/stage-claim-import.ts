import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Events,
  Files,
  Id,
  answer,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { ClaimImportPayload, ImportEvidenceInput } from '../api/claim-import.type';
import { claimEvents, importStream } from '../domain/claim.events';
import { claimsRefusals, MOST_IMPORT_EVIDENCE } from '../domain/claims.refusals';
import { ClaimImport } from '../storage/claim-import.entity';
import { ClaimImports } from '../storage/claim-imports';

@InputType()
export class StageClaimImportInput extends CommandInput {
  @Field(() => Id, { description: 'The filled-in template, uploaded before' })
  fileId!: string;

  @Field(() => [ImportEvidenceInput], { defaultValue: [], description: 'Papers the rows name by their code' })
  evidence!: ImportEvidenceInput[];
}

/** A table of claims is staged: it is read and checked beside everything else, and nothing is claimed before it is confirmed. */
@Injectable()
export class StageClaimImport {
  constructor(
    private readonly commands: Commands,
    private readonly files: Files,
    private readonly imports: ClaimImports,
    private readonly events: Events,
  ) {}

  execute(actor: Actor, input: StageClaimImportInput): Promise<Outcome<{ importId: string }>> {
    return this.commands.run({ operation: 'stageClaimImport', actor, input }, async (tx) => {
      const evidence = readEvidence(input.evidence);
      await this.files.attach(tx, actor, [input.fileId], [], ['fileId']);
      const papers = [...new Set(evidence.map(({ fileId }) => fileId))];
      await this.files.attach(tx, actor, papers, [], ['evidence']);
      const table = staged(tx, actor, input.fileId);
      await tx.add(ClaimImport, table);
      await tx.query(
        `INSERT INTO claim_import_evidence (import_id, code, kind, file_id)
         SELECT $1, code, kind, file_id FROM unnest($2::text[], $3::text[], $4::uuid[]) AS e (code, kind, file_id)`,
        [
          table.id,
          evidence.map(({ code }) => code),
          evidence.map(({ kind }) => kind),
          evidence.map(({ fileId }) => fileId),
        ],
      );
      await this.imports.record(tx, actor, 'stageClaimImport', table, null);
      await this.events.publish(tx, {
        stream: importStream(table.id),
        kind: claimEvents.importStaged,
        payload: { importId: table.id },
      });
      return { importId: table.id };
    });
  }
}

function readEvidence(said: readonly ImportEvidenceInput[]): ImportEvidenceInput[] {
  if (said.length > MOST_IMPORT_EVIDENCE) refuse(claimsRefusals.EVIDENCE_TOO_MANY(['evidence']));
  const read = said.map(({ code, kind, fileId }) => ({
    code: code.normalize('NFKC').toUpperCase(),
    kind,
    fileId,
  }));
  const wrong = read.findIndex(({ code }) => !/^[0-9A-Z_-]{1,20}$/.test(code));
  if (wrong !== -1) refuse(claimsRefusals.EVIDENCE_CODE_FORM(['evidence', wrong, 'code']));
  const twice = read.findIndex(({ code }, index) => read.findIndex((one) => one.code === code) !== index);
  if (twice !== -1) refuse(claimsRefusals.EVIDENCE_CODE_TWICE(['evidence', twice, 'code']));
  return read;
}

const staged = (tx: Tx, actor: Actor, fileId: string): ClaimImport => ({
  id: randomUUID(),
  version: 1,
  buyerId: actor.organizationId,
  fileId,
  state: 'READING',
  places: {},
  refusal: null,
  rowsFound: null,
  rowsRead: 0,
  rowsGood: 0,
  goodFen: 0n,
  stagedBy: actor.memberId,
  stagedAt: tx.at,
  decidedBy: null,
  decidedAt: null,
});

@Resolver()
export class StageClaimImportResolver {
  constructor(
    private readonly useCase: StageClaimImport,
    private readonly imports: ClaimImports,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimImportPayload)
  async stageClaimImport(
    @Args('input') input: StageClaimImportInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimImportPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ importId }) => ({
      claimImport: await this.imports.visibleTo(actor, importId),
    }));
  }
}
