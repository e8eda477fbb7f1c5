import { waitingStreams, type Reader } from '../../../platform/index';
import { operatingEvents } from '../../../operating/index';
import { parkEvents } from '../../../parks/index';
import { projectEvents } from '../../../projects/index';
import { COUNT_INDUSTRY, COUNT_JOBS, COUNT_PARKS } from '../../domain/reaction-names';
import type { AgreementReach } from '../agreement-reach';
import { projectReached } from './counted-projects';

/** What of projects counting has to hear of. */
export const INDUSTRY_EVENTS = [
  projectEvents.capitalVerified,
  projectEvents.capitalReversed,
  projectEvents.inProduction,
  projectEvents.stopped,
  projectEvents.resumed,
  projectEvents.succeeded,
  projectEvents.successionVoided,
];

/** And of what they put out. */
export const JOBS_EVENTS: string[] = [operatingEvents.verified, operatingEvents.reversed];

/** SQL: the events of streams of a kind that a reaction has not handled, with what the stream is of. */
const unhandled = (reaction: string, kinds: readonly string[], subject: string) => `
  SELECT split_part(event.stream, ':', 2)::uuid AS ${subject}, event.at FROM ${waitingStreams(`'${reaction}'`)} JOIN domain_events event USING (stream)
  LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = '${reaction}'
  WHERE event.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) AND event.sequence > coalesce(done.last_sequence, 0)`;

/** SQL: events of projects that counting has not handled. */
export const WAITING_INDUSTRY = `${unhandled(COUNT_INDUSTRY, INDUSTRY_EVENTS, 'project_id')}
  UNION ALL ${unhandled(COUNT_JOBS, JOBS_EVENTS, 'project_id')}`;

export const PARK_EVENTS = [parkEvents.confirmed, parkEvents.closed];

/** SQL: the same of parks. */
export const WAITING_PARKS = unhandled(COUNT_PARKS, PARK_EVENTS, 'park_id');

/**
 * Numbers of the projects and parks an agreement of the year may count with something that happened before, whatever month it is
 * booked in. What did not begin in the year or before it has no day in it.
 */
export async function waitingProjects(
  reader: Reader,
  { eastPattern, westPattern }: AgreementReach,
  { year, before }: { readonly year: number; readonly before: Date },
): Promise<string[]> {
  const rows = await reader.query<{ number: string }>(
    `SELECT DISTINCT p.number FROM (${WAITING_INDUSTRY}) waiting JOIN park_projects p ON p.id = waiting.project_id
       JOIN parks k ON k.id = p.park_id WHERE waiting.at <= $3 AND ${projectReached('$1', '$2')}
         AND (SELECT extract(year FROM min(s.occurred_on)) FROM project_steps s WHERE s.project_id = p.id) <= $4
     UNION SELECT k.number FROM (${WAITING_PARKS}) waiting JOIN parks k ON k.id = waiting.park_id
       WHERE waiting.at <= $3 AND k.home_county_code LIKE $2
         AND extract(year FROM k.registered_at AT TIME ZONE 'Asia/Shanghai') <= $4 ORDER BY 1`,
    [eastPattern, westPattern, before, year],
  );
  return rows.map(({ number }) => number);
}
