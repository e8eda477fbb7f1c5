import { randomUUID } from 'node:crypto';
import { STAGES, type Stage } from '../../src/projects/domain/project.states';
import type { Tx } from '../../src/platform/index';
import type { Person } from './people';
import { newUscc } from './projects';
import { STAGE_PAPERS, type ProvedStage } from './projects-course';

/** Who brings papers, and who of another house takes the steps. */
interface Hands {
  readonly submitter: Person;
  readonly prover: Person;
}

/** A paper as it would stand after an upload; its bytes are nowhere. */
export async function writtenPaper(
  tx: Tx,
  projectId: string,
  kind: string,
  { submitter }: Pick<Hands, 'submitter'>,
): Promise<string> {
  const [id, fileId] = [randomUUID(), randomUUID()];
  const sha256 = (randomUUID() + randomUUID()).replaceAll('-', '');
  const by = [submitter.organizationId, submitter.id, tx.at];
  await tx.query(
    `INSERT INTO files (id, name, media_type, size, sha256, organization_id, member_id, uploaded_at, attached_at)
     VALUES ($1, 'a.png', 'image/png', 1, $2, $3, $4, $5, $5)`,
    [fileId, sha256, ...by],
  );
  await tx.query(
    `INSERT INTO project_evidence (id, project_id, file_id, sha256, kind, issuer_usccs, issuer_names, document_no, issued_on,
       submitter_id, submitted_by, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, '{示例出具单位}', $7, '2026-06-01', $8, $9, $10)`,
    [id, projectId, fileId, sha256, kind, [newUscc()], `示例${id}`, ...by],
  );
  return id;
}

/** Moves a project stage by stage as people would have done it, without asking them; its version stays. */
export async function writtenUntil(tx: Tx, projectId: string, until: Stage, hands: Hands): Promise<void> {
  const [project] = await tx.query<{ stage: Stage }>('SELECT stage FROM park_projects WHERE id = $1', [
    projectId,
  ]);
  const from = STAGES.indexOf(project?.stage ?? 'LEAD') + 1;
  for (const stage of STAGES.slice(from, STAGES.indexOf(until) + 1)) {
    const stepId = await writtenStep(tx, projectId, 'advance', stage, hands.prover);
    for (const kind of stage in STAGE_PAPERS ? STAGE_PAPERS[stage as ProvedStage] : [])
      await tx.query('INSERT INTO project_step_evidence VALUES ($1, $2, $3)', [
        stepId,
        projectId,
        await writtenPaper(tx, projectId, kind, hands),
      ]);
    const named = stage === 'REGISTERED';
    await tx.query(
      `UPDATE park_projects SET stage = $2, signed_at = CASE WHEN $2 = 'SIGNED' THEN $3::timestamptz ELSE signed_at END,
         enterprise_name = coalesce($4, enterprise_name), enterprise_uscc = coalesce($5, enterprise_uscc) WHERE id = $1`,
      [projectId, stage, tx.at, named ? '示例食品有限公司' : null, named ? newUscc() : null],
    );
    if (stage === 'IN_PRODUCTION')
      await tx.query(
        `INSERT INTO project_productions (project_id, uscc, first_on, step_id, recorded_at)
         SELECT id, enterprise_uscc, '2026-06-30', $2, $3 FROM park_projects WHERE id = $1`,
        [projectId, stepId, tx.at],
      );
  }
}

/** Nothing has spoken for it for long. */
export async function writtenStalled(tx: Tx, projectId: string): Promise<void> {
  const [project] = await tx.query<{ stage: Stage }>('SELECT stage FROM park_projects WHERE id = $1', [
    projectId,
  ]);
  await tx.query(`UPDATE park_projects SET standing = 'STALLED', stalled_at = $2 WHERE id = $1`, [
    projectId,
    tx.at,
  ]);
  await writtenStep(tx, projectId, 'stall', project?.stage ?? 'LEAD', null);
}

/** As two offices would have said it, the last of them by this person: without asking the rules, whose rows have none of their own. */
export async function writtenSuccession(
  tx: Tx,
  projectId: string,
  state: 'RECORDED' | 'CONFIRMED' | 'VOID_ASKED',
  by: Person,
): Promise<string> {
  const id = randomUUID();
  await tx.query('SET LOCAL session_replication_role = replica');
  await tx.query(
    `INSERT INTO enterprise_successions (id, version, state, project_id, predecessor_uscc, successor_uscc, kind, succeeded_on, file_id,
       recorded_by, recorder_id, recorded_at, by_one_office)
     SELECT $1, 1, $3, p.id, p.enterprise_uscc, $4, 'RENAMED', '2026-07-01', gen_random_uuid(), $5, $6, $7, $3 <> 'RECORDED'
       FROM park_projects p WHERE p.id = $2`,
    [id, projectId, state, newUscc(), by.id, by.organizationId, tx.at],
  );
  for (const [at, verb] of ['record', ...(state === 'VOID_ASKED' ? ['askToVoid'] : [])].entries())
    await tx.query('INSERT INTO enterprise_succession_words VALUES ($1, $2, $3, $4, $5, NULL, $6)', [
      id,
      at + 1,
      verb,
      by.organizationId,
      by.id,
      tx.at,
    ]);
  await tx.query('SET LOCAL session_replication_role = origin');
  return id;
}

async function writtenStep(
  tx: Tx,
  projectId: string,
  verb: 'advance' | 'stall',
  stage: Stage,
  by: Person | null,
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO project_steps (id, project_id, sequence, verb, stage, standing, occurred_on, member_id, organization_id, at)
     SELECT $1, $2, max(sequence) + 1, $3, $4, CASE $3 WHEN 'stall' THEN 'STALLED' ELSE 'ACTIVE' END, '2026-06-30', $5, $6, $7
       FROM project_steps WHERE project_id = $2`,
    [id, projectId, verb, stage, by?.id ?? null, by?.organizationId ?? null, tx.at],
  );
  return id;
}
