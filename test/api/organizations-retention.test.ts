import { randomUUID } from 'node:crypto';
import { ForgetOldTries } from '../../src/organizations/reactions/forget-old-tries';
import { ForgetOldKeys } from '../../src/platform/database/forget-old-keys';
import { RETENTION, keptSince } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { addMember, makePeople } from '../support/people';

const DAY_MS = 86_400_000;

describe('what nobody needs any more', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('is thrown away by the rule of the day, and nothing before the first rule', () => {
    const now = new Date('2026-07-09T09:00:00+08:00');
    expect(keptSince('IDEMPOTENCY_KEY', now, '2026-07-09')).toEqual(new Date(now.getTime() - 90 * DAY_MS));
    expect(keptSince('IDEMPOTENCY_KEY', now, '2025-12-31')).toEqual(new Date(0));
    expect(RETENTION.every(({ days, why }) => days > 0 && why.length > 10)).toBe(true);
  });

  it('goes by itself: keys, tries, tokens, sessions, invitations; what is in use stays', async () => {
    const people = await makePeople(app);
    const member = await app.transactions.run((tx) => addMember(app, tx, people.buyer.id, 'BUYER_CLERK'));
    const invite = async (token: string) => {
      const { data } = await app.graphql<{ inviteMember: { refusals: object[] } }>(
        'mutation ($i: InviteMemberInput!) { inviteMember(input: $i) { refusals { code } } }',
        { i: { idempotencyKey: randomUUID(), organizationId: people.buyer.id, roles: ['BUYER_CLERK'] } },
        { token },
      );
      expect(data.inviteMember.refusals).toEqual([]);
    };
    await invite(people.buyer.admin.token);
    const wrong =
      'mutation { signIn(input: { login: "nobody", password: "wrong-password" }) { refusals { code } } }';
    await app.graphql(wrong);
    const left = async () => {
      const counts: Record<string, number> = {};
      for (const table of ['idempotency_keys', 'throttles', 'refresh_tokens', 'sessions', 'invitations']) {
        const [row] = await app.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
        counts[table] = row?.n ?? -1;
      }
      return counts;
    };
    const before = await left();
    expect(Object.values(before).every((count) => count > 0)).toBe(true);
    await app.settle();
    expect(await left()).toEqual(before);
    app.clock.advance(32 * DAY_MS);
    await app.settle();
    expect(await left()).toEqual({ ...before, throttles: 0, refresh_tokens: 0 });
    app.clock.advance(6 * DAY_MS);
    await app.settle();
    expect(await left()).toMatchObject({ invitations: 0, sessions: before['sessions'], idempotency_keys: 1 });
    app.clock.advance(53 * DAY_MS);
    await app.settle();
    expect(await left()).toMatchObject({ idempotency_keys: 0, sessions: before['sessions'] });
    app.clock.advance(40 * DAY_MS);
    await app.settle();
    expect(await left()).toMatchObject({ sessions: 0 });
    expect(await app.database.query('SELECT FROM members WHERE id = $1', [member.id])).toHaveLength(1);
  });

  it('goes in one turn also where a busy hour left more keys than one statement takes', async () => {
    const old = new Date(app.clock.now().getTime() - 91 * DAY_MS);
    await app.database.query(
      `INSERT INTO idempotency_keys (organization_id, operation, key, input_hash, member_id, created_at)
       SELECT $1::uuid, 'busy', n::text, '', $1::uuid, CASE WHEN n = 0 THEN $3 ELSE $2 END::timestamptz
         FROM generate_series(0, 12000) n`,
      [randomUUID(), old, app.clock.now()],
    );
    await app.nest.get(ForgetOldKeys, { strict: false }).tick();
    const left = await app.database.query(`SELECT key FROM idempotency_keys WHERE operation = 'busy'`);
    expect(left).toEqual([{ key: '0' }]);
  });

  it('goes in one turn also where a flood left more tries than one statement takes', async () => {
    await app.database.query(
      `INSERT INTO throttles (key, failures, last_at, blocked_until)
       SELECT 'flood ' || n, 1, CASE WHEN n = 0 THEN $2::timestamptz ELSE $1::timestamptz END, $1::timestamptz
         FROM generate_series(0, 7000) n`,
      [new Date(app.clock.now().getTime() - 33 * DAY_MS), app.clock.now()],
    );
    await app.nest.get(ForgetOldTries, { strict: false }).tick();
    const left = await app.database.query(`SELECT key FROM throttles WHERE key LIKE 'flood %'`);
    expect(left).toEqual([{ key: 'flood 0' }]);
  });
});
