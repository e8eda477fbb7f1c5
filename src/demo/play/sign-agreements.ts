import { DraftAgreement, SetCommitment, SignAgreement, SubmitAgreement } from '../../pairing/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan, PlannedAgreement } from '../domain/demo-plan';
import { officeKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

/** The year's agreement of a pair: the east's coordinator drafts it, both offices' administrators sign it. */
export async function signAgreements(
  stage: Stage,
  cast: Cast,
  agreements: DemoPlan['agreements'],
): Promise<void> {
  await stage.together(agreements, (agreement) => sign(stage, cast, agreement));
}

async function sign(stage: Stage, cast: Cast, { pair, year, targetFen }: PlannedAgreement): Promise<void> {
  const key = `${pair.east.code}-${pair.west.code}-${year}`;
  const keyed = (what: string) => ({ idempotencyKey: `demo-agreement-${what}-${key}` });
  const coordinator = cast.as(officeKey(pair.east.code), 'coord');
  const pairingId = await pairingOf(stage, pair.east.code, pair.west.code);
  const drafted = stage.use(DraftAgreement).execute(coordinator, { ...keyed('draft'), pairingId, year });
  const { agreementId } = await done(`draftAgreement ${key}`, drafted);
  const commitment = {
    ...keyed('commitment'),
    agreementId,
    expectedVersion: await versionOf(stage, agreementId),
    indicator: 'CON-1',
    dueOn: `${year}-12-31`,
    ownTarget: yuan(targetFen),
    leaves: await leavesOf(stage, pair, targetFen),
  };
  await done(`setCommitment ${key}`, stage.use(SetCommitment).execute(coordinator, commitment));
  const submitted = { ...keyed('submit'), agreementId, expectedVersion: await versionOf(stage, agreementId) };
  await done(`submitAgreement ${key}`, stage.use(SubmitAgreement).execute(coordinator, submitted));
  const sha256 = await documentOf(stage, agreementId);
  for (const side of [pair.east.code, pair.west.code]) {
    const expectedVersion = await versionOf(stage, agreementId);
    const input = { ...keyed(`sign-${side}`), agreementId, expectedVersion, sha256, password: DEMO_PASSWORD };
    await done(`signAgreement ${key}`, stage.use(SignAgreement).execute(cast.as(officeKey(side)), input));
  }
}

/** Every pairing of the buyers' own cities and districts carries a tenth of its own beside the province's part. */
async function leavesOf(stage: Stage, pair: PlannedAgreement['pair'], targetFen: bigint) {
  const rows = await stage.database.query<{ id: string }>(
    `SELECT id FROM pairings WHERE kind = 'EAST_WEST' AND state = 'ACTIVE' AND level <> 'PROVINCE'
       AND east_region_code = ANY($1) AND left(west_region_code, 2) = left($2, 2) ORDER BY id`,
    [pair.buyerRegions.flatMap(({ code }) => [code, `${code.slice(0, 4)}00`]), pair.west.code],
  );
  return rows.map(({ id }) => ({ pairingId: id, target: yuan(targetFen / 10n) }));
}

async function pairingOf(stage: Stage, east: string, west: string): Promise<string> {
  const row = await stage.database.one<{ id: string }>(
    `SELECT id FROM pairings WHERE kind = 'EAST_WEST' AND state = 'ACTIVE' AND east_region_code = $1 AND west_region_code = $2`,
    [east, west],
  );
  if (!row) throw new Error(`${east} and ${west} are not paired`);
  return row.id;
}

async function versionOf(stage: Stage, agreementId: string): Promise<number> {
  const row = await stage.database.one<{ version: number }>(
    'SELECT version FROM annual_agreements WHERE id = $1',
    [agreementId],
  );
  return row?.version ?? 0;
}

async function documentOf(stage: Stage, agreementId: string): Promise<string> {
  const row = await stage.database.one<{ sha256: string }>(
    'SELECT sha256 FROM agreement_documents WHERE agreement_id = $1 ORDER BY draft_number DESC LIMIT 1',
    [agreementId],
  );
  return row?.sha256 ?? '';
}

const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
