import { randomUUID } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { ContestPortionsAgain1795300001402 } from '../../migrations/1795300001402-contest-portions-again';
import { FindingSearch, MarketFeeder } from '../../src/integrity/index';
import { findingsOf } from '../../src/integrity/domain/findings-of';
import type { FindingKind } from '../../src/integrity/domain/finding';
import { FindingBook } from '../../src/integrity/storage/finding-book';
import type { MarketYear } from '../../src/integrity/domain/market-year';
import { shippedThresholds } from '../integrity/shipped-thresholds';
import { NEW_YEAR, YEAR_END } from '../integrity/simulator/calendar';
import { simulateYear } from '../integrity/simulator/simulated-year';
import { asTablesHoldIt, byText, ordered } from '../integrity/year-in-tables';
import { writeYear } from '../integrity/write-year';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makePeople, signInAgain, type People, type Person } from '../support/people';

const SMALL = { counties: 3, producers: 8, buyers: 9, cheatsPerKind: 2, lookalikesPerKind: 2 };

describe('findings', () => {
  let app: TestApp;
  let people: People;
  const simulated = asTablesHoldIt(simulateYear(31, SMALL).year);

  beforeAll(async () => {
    app = await startTestApp(new Date('2027-12-31T12:00:00+08:00'));
    people = await makePeople(app);
    await app.transactions.run((tx) => writeYear(tx, simulated));
  });
  afterAll(() => app.close());

  const fed = () => app.nest.get(MarketFeeder).read(app.database, NEW_YEAR, YEAR_END);

  it('see in the tables the very year that was simulated in memory', async () => {
    const year = await fed();
    const own = new Set(simulated.organizations.map(({ id }) => id));
    const organizations = year.organizations.filter(({ id }) => own.has(id));
    expect(ordered({ ...year, organizations })).toEqual(ordered(simulated));
    const land = ({ harvestableBase: _base, ...rest }: MarketYear['capacities'][number]) => rest;
    expect(byText(year.capacities.map(land), ({ id }) => id)).toEqual(
      byText(simulated.capacities.map(land), ({ id }) => id),
    );
    // Ten mu of apples at four tonnes a mu.
    expect(year.capacities.find(({ cropCode }) => cropCode === 'APPLE')?.harvestableBase).toBe(40_000_000n);
    expect(year.seasons.find(({ cropCode }) => cropCode === 'APPLE')?.months).toEqual([9, 10, 11]);
  });

  it('are kept once for a matter, with an owner and a day, by ids alone', async () => {
    const expected = findingsOf(await fed(), shippedThresholds());
    expect(new Set(expected.map(({ kind }) => kind)).size).toBeGreaterThan(4);
    const search = app.nest.get(FindingSearch);
    expect(await search.run('2027-12-31')).toBe(expected.length);
    expect(await search.run('2027-12-31')).toBe(0);
    const rows = await app.database.query<{ owner: string; days: number }>(
      `SELECT owner_id AS owner, due_at::date - found_at::date AS days FROM findings`,
    );
    expect(rows.length).toBe(expected.length);
    expect(rows.every(({ days }) => days >= 10)).toBe(true);
    const [kept] = await app.database.query<{ text: string }>(
      `SELECT (SELECT json_agg(f)::text FROM findings f) || (SELECT json_agg(e)::text FROM finding_evidence e) AS text`,
    );
    expect(kept?.text).not.toContain('示例-');
  });

  const call = async (person: Person, verb: string, input: object) => {
    const name = verb.slice(0, 1).toUpperCase() + verb.slice(1);
    const { data, errors } = await app.graphql<
      Record<string, { finding: { state: string } | null; refusals: { code: string }[] }>
    >(
      `mutation ($input: ${name}Input!) { ${verb}(input: $input) { finding { id state version } refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), note: '核对过', ...input } },
      { token: await signInAgain(app, person) },
    );
    return errors
      ? errors[0]?.extensions.code
      : (data[verb]?.finding?.state ?? data[verb]?.refusals[0]?.code);
  };
  const seen = async (person: Person): Promise<string[]> => {
    const { data } = await app.graphql<{
      findings: { edges: { node: { id: string } }[]; totalCount: number };
    }>(
      '{ findings(first: 50) { edges { node { id evidence { kind id } } } totalCount } }',
      {},
      { token: await signInAgain(app, person) },
    );
    return data.findings.edges.map(({ node }) => node.id);
  };

  interface Named {
    kindName: string;
    ownerName: string;
    evidence: { kind: string; id: string; kindName: string; label: string | null }[];
  }
  const named = async (id: string, person: Person) =>
    (
      await app.graphql<{ finding: Named }>(
        'query ($id: UUID!) { finding(id: $id) { kindName ownerName evidence { kind id kindName label } } }',
        { id },
        { token: await signInAgain(app, person) },
      )
    ).data.finding;
  /** Operations read every label; a party none of orders, land and lots of others. */
  async function areCalledByTheirNames(id: string): Promise<void> {
    const [all, own] = [await named(id, people.ops), await named(id, people.supplier.member)];
    const rows = await app.database.query<{ id: string; label: string }>(
      `SELECT id, name AS label FROM organizations UNION ALL SELECT id, number FROM orders
       UNION ALL SELECT id, number FROM claims UNION ALL SELECT id, certificate_no FROM lots`,
    );
    const labels = new Map(rows.map((row) => [row.id, row.label]));
    expect(all.kindName).toMatch(/^\p{Script=Han}+$/u);
    expect(all.ownerName).toMatch(/\p{Script=Han}/u);
    const plain = all.evidence.filter(({ kind }) => kind !== 'CAPACITY');
    expect(plain.map(({ label }) => label)).toEqual(plain.map((one) => labels.get(one.id)));
    expect(all.evidence.every(({ label, kindName }) => label && kindName)).toBe(true);
    expect(plain.some(({ kind }) => kind !== 'ORGANIZATION')).toBe(true);
    expect(own.evidence.map(({ kind, label }) => [kind === 'ORGANIZATION', label !== null])).toEqual(
      own.evidence.map(({ kind }) => [kind === 'ORGANIZATION', kind === 'ORGANIZATION']),
    );
  }

  it('are taken, contested and decided by two people, freeze what they are about, and are nobody’s business else', async () => {
    const [finding] = await app.database.query<{ id: string; asked: string }>(
      `SELECT f.id, (SELECT e.subject_id FROM finding_evidence e WHERE e.finding_id = f.id AND e.kind = 'ORGANIZATION' LIMIT 1) AS asked
         FROM findings f WHERE EXISTS (SELECT FROM finding_portions p WHERE p.finding_id = f.id)
          AND EXISTS (SELECT FROM finding_evidence e WHERE e.finding_id = f.id AND e.kind NOT IN ('ORGANIZATION', 'CAPACITY')) ORDER BY f.id LIMIT 1`,
    );
    if (!finding) throw new Error('something was found');
    const { ops, opsSecond, supplier } = people;
    const of = (expectedVersion: number) => ({ findingId: finding.id, expectedVersion });
    expect(await seen(supplier.member)).toEqual([]);
    expect(await call(supplier.member, 'explainFinding', of(1))).toBe('NOT_FOUND');
    expect(await call(ops, 'contestFinding', of(1))).toBe('FINDING_NOT_TAKEN');
    expect(await call(ops, 'takeFinding', { ...of(1), askedId: people.buyer.id })).toBe('NOT_IN_EVIDENCE');
    // The supplier of the world stands in for the one found, so that somebody can speak for it.
    await app.database.query(`INSERT INTO finding_evidence VALUES ($1, 'ORGANIZATION', $2)`, [
      finding.id,
      supplier.id,
    ]);
    expect(await call(ops, 'takeFinding', { ...of(1), askedId: supplier.id })).toBe('OPEN');
    expect(await call(opsSecond, 'takeFinding', of(2))).toBe('FINDING_TAKEN');
    expect(await seen(supplier.member)).toEqual([finding.id]);
    await areCalledByTheirNames(finding.id);
    expect(await call(supplier.member, 'explainFinding', of(2))).toBe('EXPLAINED');
    expect(await call(ops, 'contestFinding', of(3))).toBe('NEEDS_ANOTHER_PERSON');
    expect(await call(opsSecond, 'contestFinding', of(3))).toBe('CONTESTED');
    const frozen = () =>
      app.database.one<{ open: bigint; all: bigint }>(
        `SELECT count(*) FILTER (WHERE closed_at IS NULL) AS open, (SELECT count(*) FROM finding_portions WHERE finding_id = $1) AS all
           FROM counting_contests WHERE cause = 'finding:' || $1`,
        [finding.id],
      );
    const during = await frozen();
    expect(during?.open).toBe(during?.all);
    expect(during?.open).not.toBe(0n);
    expect(await call(opsSecond, 'dismissFinding', of(4))).toBe('NEEDS_ANOTHER_PERSON');
    expect(await call(ops, 'dismissFinding', of(4))).toBe('DISMISSED');
    expect((await frozen())?.open).toBe(0n);
    expect(await call(ops, 'confirmFinding', of(5))).toBe('ILLEGAL_TRANSITION');
    for (const person of [supplier.member, people.buyer.clerk, ops]) {
      const headers = { authorization: `Bearer ${await signInAgain(app, person)}` };
      const answer = await fetch(`${app.url}/findings.csv`, { headers });
      const rows = (await answer.text()).trim().split('\r\n').slice(1);
      const listed = rows.map((row) => row.split(',')[0]?.replaceAll('"', ''));
      expect(listed.slice(0, 50)).toEqual(await seen(person));
      expect(rows.filter((row) => row.includes(finding.id)).every((row) => row.includes('"已排除"'))).toBe(
        true,
      );
    }
  });

  it('grow: what is seen again with more is kept, frozen where it is contested, told, and open again where it was decided', async () => {
    const rows = await app.database.query<{ id: string; kind: FindingKind; key: string; strength: bigint }>(
      `SELECT f.id, f.kind, f.subject_key AS key, f.strength_bp AS strength FROM findings f
        WHERE f.state = 'OPEN' AND f.taken_by IS NULL AND EXISTS (SELECT FROM finding_portions p WHERE p.finding_id = f.id)
          AND NOT EXISTS (SELECT FROM finding_evidence e WHERE e.finding_id = f.id AND e.kind = 'CLAIM')
        ORDER BY f.id LIMIT 1`,
    );
    const [found] = rows;
    if (!found) throw new Error('something was found');
    const { id, kind, key, strength } = found;
    const { ops, opsSecond } = people;
    const of = (expectedVersion: number) => ({ findingId: id, expectedVersion });
    const again = async (more: { order: string; portion: string; claim?: string; strength?: bigint }) => {
      const finding = {
        kind,
        key,
        strengthBasisPoints: more.strength ?? strength + 1n,
        evidence: [
          { kind: 'ORDER' as const, id: more.order },
          ...(more.claim ? [{ kind: 'CLAIM' as const, id: more.claim }] : []),
        ],
        portionIds: [more.portion],
      };
      const placed = { ownerId: ops.organizationId, role: 'PLATFORM_OPS' as const, countyCode: null };
      const searched = { ...placed, dueAt: new Date('2028-02-01T00:00:00Z'), reopenWorseBp: 2_500n };
      await app.transactions.run((tx) => app.nest.get(FindingBook).add(tx, finding, searched));
    };
    const counts = () =>
      app.database.one<{ version: number; evidence: number; portions: number; frozen: number; told: number }>(
        `SELECT version, (SELECT count(*)::int FROM finding_evidence WHERE finding_id = f.id) AS evidence,
           (SELECT count(*)::int FROM finding_portions WHERE finding_id = f.id) AS portions,
           (SELECT count(*)::int FROM counting_contests WHERE cause = 'finding:' || f.id AND closed_at IS NULL) AS frozen,
           (SELECT count(*)::int FROM notices WHERE (subject_id, organization_id) = (f.id::text, f.owner_id) AND kind = 'FINDING_HAS_GROWN') AS told
         FROM findings f WHERE id = $1`,
        [id],
      );
    const state = () =>
      app.database.one(
        `SELECT state, decided_by IS NOT NULL AS decided,
           (SELECT count(*)::int FROM tasks WHERE subject_id = f.id::text AND kind = 'LOOK_INTO_FINDING' AND closed_at IS NULL) AS tasks,
           (SELECT count(*)::int FROM notices WHERE subject_id = f.id::text AND kind = 'FINDING_REOPENED') AS told
         FROM findings f WHERE id = $1`,
        [id],
      );
    expect(await call(ops, 'takeFinding', of(1))).toBe('OPEN');
    const before = await counts();
    const more = { order: randomUUID(), portion: randomUUID() };
    for (let night = 0; night < 2; night += 1) await again(more);
    const grown = await counts();
    expect(grown).toEqual({
      version: 3,
      evidence: (before?.evidence ?? 0) + 1,
      portions: (before?.portions ?? 0) + 1,
      frozen: 0,
      told: 1,
    });
    // Who has read less decides nothing.
    expect(await call(opsSecond, 'contestFinding', of(2))).toBe('STALE_VERSION');
    expect(await call(opsSecond, 'contestFinding', of(3))).toBe('CONTESTED');
    expect((await counts())?.frozen).toBe(grown?.portions);
    await again({ ...more, portion: randomUUID() });
    expect((await counts())?.frozen).toBe((grown?.portions ?? 0) + 1);
    expect(await call(ops, 'confirmFinding', of(5))).toBe('CONFIRMED');
    // What was confirmed and shows more is decided anew; what it holds stays frozen.
    await again({ ...more, portion: randomUUID() });
    const portions = (grown?.portions ?? 0) + 2;
    expect(await counts()).toMatchObject({ version: 7, portions, frozen: portions });
    expect(await state()).toEqual({ state: 'CONTESTED', decided: false, tasks: 1, told: 1 });
    expect(await call(opsSecond, 'dismissFinding', of(7))).toBe('NEEDS_ANOTHER_PERSON');
    expect(await call(ops, 'dismissFinding', of(7))).toBe('DISMISSED');
    expect(await state()).toEqual({ state: 'DISMISSED', decided: true, tasks: 0, told: 1 });
    // Who was cleared comes back: more of the same is kept, and no news, however often it is a little stronger.
    const worse = ((strength + 1n) * 12_500n) / 10_000n;
    for (const little of [0n, 2n])
      await again({ ...more, portion: randomUUID(), strength: worse - 2n + little });
    expect(await state()).toEqual({ state: 'DISMISSED', decided: true, tasks: 0, told: 1 });
    // What is worse by the dated share begins from the start, and its portions freeze a second time.
    await again({ ...more, portion: randomUUID(), strength: worse + 1n });
    expect(await state()).toEqual({ state: 'OPEN', decided: false, tasks: 1, told: 2 });
    const all = portions + 3;
    expect(await counts()).toMatchObject({ version: 11, portions: all, frozen: 0 });
    await again(more);
    expect(await counts()).toMatchObject({ version: 11 });
    expect(await call(opsSecond, 'contestFinding', of(11))).toBe('FINDING_NOT_TAKEN');
    expect(await call(opsSecond, 'takeFinding', of(11))).toBe('OPEN');
    expect(await call(ops, 'contestFinding', of(12))).toBe('CONTESTED');
    expect((await counts())?.frozen).toBe(all);
    // A person who knows more opens it again: he stands for the contest, another decides.
    expect(await call(ops, 'reopenFinding', of(13))).toBe('FINDING_UNDECIDED');
    expect(await call(opsSecond, 'confirmFinding', of(13))).toBe('CONFIRMED');
    expect(await call(people.auditor, 'reopenFinding', of(14))).toBe('FORBIDDEN');
    expect(await call(opsSecond, 'reopenFinding', of(14))).toBe('NEEDS_ANOTHER_PERSON');
    expect(await call(ops, 'reopenFinding', of(14))).toBe('CONTESTED');
    expect((await counts())?.frozen).toBe(all);
    expect(await call(ops, 'confirmFinding', of(15))).toBe('NEEDS_ANOTHER_PERSON');
    expect(await call(opsSecond, 'dismissFinding', of(15))).toBe('DISMISSED');
    expect(await call(opsSecond, 'reopenFinding', of(16))).toBe('OPEN');
    expect(await state()).toMatchObject({ state: 'OPEN', decided: false, tasks: 1 });
    expect(await counts()).toMatchObject({ frozen: 0 });
    // Dismissed once more: evidence of a kind it never had is news, too.
    expect(await call(opsSecond, 'takeFinding', of(17))).toBe('OPEN');
    expect(await call(ops, 'dismissFinding', of(18))).toBe('DISMISSED');
    await again({ ...more, claim: randomUUID() });
    expect(await state()).toMatchObject({ state: 'OPEN', decided: false, tasks: 1 });
  });

  it('leave contests that the step before twice-contested portions can be taken back over', async () => {
    const twice =
      'SELECT FROM counting_contests GROUP BY portion_id, scheme, cause HAVING count(*) > 1 LIMIT 1';
    expect(await app.database.query(twice)).toHaveLength(1);
    const undone = new Error('as it was');
    const down = app.transactions.run(async (tx) => {
      await new ContestPortionsAgain1795300001402().down(tx as unknown as QueryRunner);
      expect(await tx.query(twice)).toEqual([]);
      throw undone;
    });
    await expect(down).rejects.toBe(undone);
  });

  it('lets no second word past the constraint that asks for two people', async () => {
    await expect(
      app.database.query(
        `UPDATE findings SET state = 'DISMISSED', taken_by = $1, decided_by = $1, decided_at = now() WHERE state = 'OPEN'`,
        [people.ops.id],
      ),
    ).rejects.toThrow('findings_decided_by_another');
  });
});
