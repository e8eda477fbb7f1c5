import { Cast } from '../../src/demo/play/cast';
import { Database } from '../../src/platform/index';
import { CapitalReader } from '../../src/projects/storage/capital-reader';
import type { Played } from './played-year';

type ScreenedRow = Parameters<CapitalReader['signs']>[1];

/** What the screening shows of projects that were signed, by the verifiers of the offices whose projects they are. */
export async function signsIn({ app }: Played): Promise<string[]> {
  const database = app.get(Database);
  const cast = new Cast();
  await cast.gather(database);
  const projects = await database.query<ScreenedRow & { readonly east: string }>(
    `SELECT id, industry_code AS "industryCode", planned_jobs AS "plannedJobs", land_m2 AS "landM2",
        investment_fen AS "investmentFen", signed_at AS "signedAt", east_region_code AS east
       FROM park_projects WHERE signed_at IS NOT NULL`,
  );
  const screening = app.get(CapitalReader, { strict: false });
  const found = new Set<string>();
  for (const project of projects) {
    const signs = await screening.signs(cast.as(`o${project.east}`, 'verifier'), project);
    for (const { sign } of signs) found.add(sign);
  }
  return [...found].toSorted();
}

/** Indicators of parks that something counts toward in an agreement. */
export async function industryCounted({ app }: Played): Promise<string[]> {
  const rows = await app.get(Database).query<{ indicator: string }>(
    `SELECT DISTINCT s.indicator FROM counting_entries e JOIN counting_schemes s ON s.code = e.scheme
      WHERE e.mode = 'INTRODUCTION' AND e.kind = 'CONFIRMED' ORDER BY 1`,
  );
  return rows.map(({ indicator }) => indicator);
}
