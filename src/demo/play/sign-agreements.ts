import {
  DraftAgreement,
  SetCommitment,
  SignAgreement,
  SubmitAgreement,
  codePrefix,
  type LeafTargetInput,
} from '../../pairing/index';
import type { Actor } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import type { DemoPlan, PlannedAgreement } from '../domain/demo-plan';
import { industryTargets, type IndustryTarget } from '../domain/industry-targets';
import { planParks } from '../domain/park-plan';
import { planProjects } from '../domain/project-plan';
import { officeKey } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

interface PlannedPaper {
  readonly key: string;
  readonly pairingId: string;
  readonly year: number;
  readonly ownFen: bigint;
  readonly leaves: readonly LeafTargetInput[];
  /** Besides what is bought. */
  readonly industry?: readonly IndustryTarget[];
  readonly drafter: Actor;
  /** Of the helping side, then of the other. */
  readonly signers: readonly Actor[];
}

/** The year's agreement of a pair: the east's coordinator drafts it, both offices' administrators sign it. */
export async function signAgreements(stage: Stage, cast: Cast, plan: DemoPlan, day: string): Promise<void> {
  const { agreements, buyers, products } = plan;
  const today = agreements.filter(({ signedOn }) => signedOn === day);
  if (today.length === 0) return;
  const parks = planParks(plan);
  const projects = planProjects(plan, parks);
  await stage.together(today, async ({ pair, year, targetFen }) => {
    const [east, west] = [pair.east.code, pair.west.code];
    await agreeOn(stage, {
      key: `${east}-${west}-${year}`,
      pairingId: await pairingOf(stage, east, west),
      year,
      ownFen: targetFen,
      leaves: await leavesOf(stage, cast, { pair, buyers, products, fen: targetFen / 10n }),
      industry: industryTargets(parks, projects, { pair, year }),
      drafter: cast.as(officeKey(east), 'coord'),
      signers: [cast.as(officeKey(east)), cast.as(officeKey(west))],
    });
  });
}

/** One yearly paper, from its draft to the second signature. */
export async function agreeOn(stage: Stage, paper: PlannedPaper): Promise<void> {
  const { key, pairingId, year, ownFen, leaves, industry = [], drafter, signers } = paper;
  const keyed = (what: string) => ({ idempotencyKey: `demo-agreement-${what}-${key}` });
  const drafted = stage.use(DraftAgreement).execute(drafter, { ...keyed('draft'), pairingId, year });
  const { agreementId } = await done(`draftAgreement ${key}`, drafted);
  const consumption = { indicator: 'CON-1', target: yuanText(ownFen).amount, leaves };
  for (const { indicator, target, leaves: below } of [consumption, ...industry.map(withoutLeaves)]) {
    const commitment = {
      ...keyed(`commitment-${indicator}`),
      agreementId,
      expectedVersion: await versionOf(stage, agreementId),
      indicator,
      dueOn: `${year}-12-31`,
      ownTarget: target,
      leaves: [...below],
    };
    await done(`setCommitment ${key} ${indicator}`, stage.use(SetCommitment).execute(drafter, commitment));
  }
  const submitted = { ...keyed('submit'), agreementId, expectedVersion: await versionOf(stage, agreementId) };
  await done(`submitAgreement ${key}`, stage.use(SubmitAgreement).execute(drafter, submitted));
  const sha256 = await documentOf(stage, agreementId);
  for (const [at, signer] of signers.entries()) {
    const expectedVersion = await versionOf(stage, agreementId);
    const input = { ...keyed(`sign-${at}`), agreementId, expectedVersion, sha256, password: DEMO_PASSWORD };
    await done(`signAgreement ${key}`, stage.use(SignAgreement).execute(signer, input));
  }
}

const withoutLeaves = (one: IndustryTarget) => ({ ...one, leaves: [] as const });

interface Below {
  readonly pair: PlannedAgreement['pair'];
  readonly buyers: DemoPlan['buyers'];
  readonly products: DemoPlan['products'];
  /** Of one leaf. */
  readonly fen: bigint;
}

/** Every pairing of the buyers' own cities and districts with somebody who sells carries a tenth of its own; of a district's, its largest buyer half. */
async function leavesOf(
  stage: Stage,
  cast: Cast,
  { pair, buyers, products, fen }: Below,
): Promise<LeafTargetInput[]> {
  const rows = await stage.database.query<{ id: string; east: string; west: string }>(
    `SELECT id, east_region_code AS east, west_region_code AS west FROM pairings WHERE kind = 'EAST_WEST' AND state = 'ACTIVE' AND level <> 'PROVINCE'
       AND east_region_code = ANY($1) AND left(west_region_code, 2) = left($2, 2) ORDER BY id`,
    [pair.buyerRegions.flatMap(({ code }) => [code, `${code.slice(0, 4)}00`]), pair.west.code],
  );
  const selling = rows.filter(({ west }) =>
    products.some(({ goods }) => goods.countyCode.startsWith(codePrefix(west))),
  );
  return selling.map(({ id: pairingId, east }) => {
    const unit = buyers.find(({ regionCode, parentKey }) => regionCode === east && parentKey === null);
    if (!unit) return { pairingId, target: yuanText(fen).amount };
    const half = yuanText(fen / 2n).amount;
    return { pairingId, target: half, parts: [{ unitId: cast.idOf(unit.key), target: half }] };
  });
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
