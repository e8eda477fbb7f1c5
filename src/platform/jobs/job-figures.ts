import type { Reader } from '../database/reader';
import { Measure, type Measured, type Measures } from '../metrics/measure';
import { ReactionRegistry } from './registry';

@Measure({ name: 'xieshou_jobs', help: 'Jobs in the queue', label: 'state' })
export class JobCounts implements Measures {
  async measure(reader: Reader): Promise<Measured[]> {
    const [counts] = await reader.query<Record<string, number>>(
      `SELECT count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at <= now())::int AS due,
              count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at > now())::int AS later,
              count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
              count(*) FILTER (WHERE attempts > 0 AND attempts < max_attempts)::int AS retried,
              count(*) FILTER (WHERE attempts >= max_attempts)::int AS given_up
       FROM graphile_worker._private_jobs`,
    );
    return Object.entries(counts ?? {}).map(([label, value]) => ({ label, value }));
  }
}

@Measure({ name: 'xieshou_oldest_due_job_seconds', help: 'How long the oldest due job has been waiting' })
export class OldestDueJob implements Measures {
  async measure(reader: Reader): Promise<Measured[]> {
    const [oldest] = await reader.query<{ seconds: number }>(
      `SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8 AS seconds
       FROM graphile_worker._private_jobs WHERE is_available AND run_at <= now()`,
    );
    return [{ value: oldest?.seconds ?? 0 }];
  }
}

/** Read from the waiting wake-ups, of which there are few, and not from all events there ever were. */
@Measure({
  name: 'xieshou_oldest_unhandled_event_seconds',
  help: 'Age of the oldest event a reaction has not handled; 0 where it has handled all',
  label: 'reaction',
})
export class OldestUnhandledEvents implements Measures {
  constructor(private readonly registry: ReactionRegistry) {}

  async measure(reader: Reader): Promise<Measured[]> {
    const names = this.registry.names();
    const wanted = Object.fromEntries(names.map((name) => [name, this.registry.reaction(name)?.on ?? []]));
    const rows = await reader.query<{ reaction: string; seconds: number }>(
      `SELECT wakeup.reaction, extract(epoch FROM clock_timestamp() - min(event.recorded_at))::float8 AS seconds
       FROM ((SELECT payload ->> 'reaction' AS reaction, payload ->> 'stream' AS stream
              FROM graphile_worker._private_jobs ORDER BY id LIMIT 5000)
             UNION (SELECT reaction, stream FROM reaction_inbox ORDER BY id LIMIT 5000)) AS wakeup
       CROSS JOIN LATERAL (
         SELECT recorded_at FROM domain_events
         WHERE stream = wakeup.stream AND ($1::jsonb -> wakeup.reaction) ? kind
           AND sequence > coalesce((SELECT last_sequence FROM reaction_cursors done
                                    WHERE done.reaction = wakeup.reaction AND done.stream = wakeup.stream), 0)
         ORDER BY sequence LIMIT 1) AS event
       GROUP BY wakeup.reaction`,
      [JSON.stringify(wanted)],
    );
    const ages = new Map(rows.map(({ reaction, seconds }) => [reaction, seconds]));
    return names.map((label) => ({ label, value: ages.get(label) ?? 0 }));
  }
}
