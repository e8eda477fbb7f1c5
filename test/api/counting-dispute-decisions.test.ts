import { uploaded } from '../support/claims';
import type { WrittenOrder } from '../support/order-events';
import { TEST_PASSWORD, addMember, addOrganization, signInAgain, type Person } from '../support/people';
import type { DisputeAnswer, PeriodView } from '../support/period-desk';
import { PeriodWorld, codesOf } from '../support/period-world';

const JULY = '2026-07-01';
const AUGUST = '2026-08-01';
const SEPTEMBER = '2026-09-01';

/** A month whose sides do not agree on four of its lines; nobody gives way. */
describe('a dispute both provinces decide', () => {
  let world: PeriodWorld;
  let orders: WrittenOrder[];
  const disputes: DisputeAnswer[] = [];
  let east: Person;
  let west: Person;
  let westSecond: Person;
  let eastSecond: Person;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    orders = [];
    for (const fen of [10_000n, 2_000n, 300n, 40n]) orders.push(await world.settled(fen));
    at('2026-08-03');
    await world.close(JULY);
    [east, west] = [world.people.coordEast.province, world.people.coordWest.province];
    [eastSecond, westSecond] = await world.app.transactions.run(async (tx) => [
      await addMember(world.app, tx, east.organizationId, 'COORD_PROV'),
      await addMember(world.app, tx, west.organizationId, 'COORD_PROV'),
    ]);
  });
  afterAll(() => world.app.close());

  const month = (which = JULY) => world.desk.month(world.agreement, which, world.east);
  const at = (day: string) => world.app.clock.set(new Date(`${day}T09:00:00+08:00`));
  const entryOf = async (n: number): Promise<string> => {
    const [row] = await world.app.database.query<{ id: string }>(
      `SELECT id FROM counting_entries WHERE order_id = $1 AND kind = 'CONFIRMED'`,
      [orders[n]?.id],
    );
    return row?.id ?? '';
  };
  const objects = async (n: number, more: object = {}) => {
    const said = world.desk.objection(await month(), [await entryOf(n)], more);
    const answer = await world.desk.dispute('disputePeriodLines', world.west, said);
    await world.app.settle();
    return answer;
  };
  const act = async (verb: string, person: Person, { dispute }: DisputeAnswer, more: object = {}) => {
    const seen = { disputeId: dispute?.id, expectedVersion: dispute?.version, ...more };
    const answer = await world.desk.dispute(verb, person, seen);
    await world.app.settle();
    return answer;
  };
  const propose = (person: Person, on: DisputeAnswer, outcome: string) =>
    act('proposeDisputeDecision', person, on, { outcome, reason: '示例：双方核对' });
  const sign = (person: Person, on: DisputeAnswer, more: object = {}) =>
    act('signDisputeDecision', person, on, {
      sha256: on.dispute?.decision?.sha256,
      password: TEST_PASSWORD,
      ...more,
    });
  const seen = async (n: number): Promise<DisputeAnswer> => {
    const { data } = await world.desk.ask<{
      countingPeriodDisputes: { edges: { node: NonNullable<DisputeAnswer['dispute']> }[] };
    }>(
      `query ($id: UUID!) { countingPeriodDisputes(periodId: $id, first: 50) { edges { node { id version state
         decision { number outcome content sha256 signatures { side } } } } } }`,
      { id: (await month()).id },
      east,
    );
    const id = disputes[n]?.dispute?.id;
    const found = data.countingPeriodDisputes.edges.find(({ node }) => node.id === id);
    return { dispute: found?.node ?? null, refusals: [] };
  };
  const figures = ({ report }: PeriodView) =>
    report && [
      report.total.net.amount,
      report.contested.amount,
      report.carried.amount,
      report.signedNet.amount,
    ];
  const read = async (person: Person, fileId: string) =>
    (
      await fetch(`${world.app.url}/files/${fileId}`, {
        headers: { authorization: `Bearer ${await signInAgain(world.app, person)}` },
      })
    ).status;
  const tasksOf = async (person: Person) => {
    const { data } = await world.desk.ask<{ myTasks: { edges: { node: { kind: string } }[] } }>(
      '{ myTasks(first: 100) { edges { node { kind } } } }',
      {},
      person,
    );
    return data.myTasks.edges.map(({ node }) => node.kind);
  };

  it('comes with files of who speaks, which the two sides and their provinces read and nobody else', async () => {
    const fileId = await uploaded(world.app, world.west);
    const theirs = await uploaded(world.app, world.east);
    expect(codesOf(await objects(0, { fileIds: [theirs] }))).toEqual(['FILE_NOT_YOURS']);
    const eleven = Array.from({ length: 11 }, () => fileId);
    expect(codesOf(await objects(0, { fileIds: eleven }))).toEqual(['FILES_TOO_MANY']);
    expect(codesOf(await objects(0, { fileIds: [fileId, fileId] }))).toEqual(['FILE_REPEATED']);
    expect(await read(world.east, fileId)).toBe(404);
    disputes[0] = await objects(0, { fileIds: [fileId] });
    expect(disputes[0].dispute?.words).toMatchObject([
      { side: 'WEST', files: [{ fileId, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    ]);
    for (const person of [world.west, world.east, east, west]) expect(await read(person, fileId)).toBe(200);
    for (const person of [
      world.people.buyer.clerk,
      world.people.supplier.member,
      world.people.coordEast.county,
    ])
      expect(await read(person, fileId)).toBe(404);
    const { clerk } = world.people.otherBuyer;
    expect(await read(clerk, fileId)).toBe(404);
    disputes[0] = await act('answerPeriodDispute', world.east, disputes[0], {
      words: '示例：见附件',
      fileIds: [theirs],
    });
    expect(disputes[0].dispute?.words.map(({ files }) => files.length)).toEqual([1, 1]);
    expect(
      codesOf(
        await act('answerPeriodDispute', world.east, disputes[0], { words: '示例', fileIds: [theirs] }),
      ),
    ).toEqual(['FILE_REPEATED']);
    expect(await read(world.west, theirs)).toBe(200);
  });

  it('is left to its sides until it is before the level above', async () => {
    for (const n of [1, 2, 3]) disputes[n] = await objects(n);
    expect(codesOf(await propose(east, disputes[0] as DisputeAnswer, 'UPHELD'))).toEqual(['NOT_ESCALATED']);
    at('2026-08-18');
    await world.app.settle();
    for (const province of [east, west])
      expect((await tasksOf(province)).filter((kind) => kind === 'DECIDE_COUNTING_DISPUTE')).toHaveLength(4);
    disputes[0] = await seen(0);
    expect(codesOf(await propose(world.west, disputes[0], 'UPHELD'))).toEqual(['FORBIDDEN']);
    const elsewhere = await world.app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      return addMember(world.app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
    expect(codesOf(await propose(elsewhere, disputes[0], 'UPHELD'))).toEqual(['NOT_FOUND']);
    expect(codesOf(await sign(east, disputes[0], { sha256: '0'.repeat(64) }))).toEqual(['DECISION_MISSING']);
  });

  it('is signed by one of each side who neither proposed the decision nor took part in the dispute', async () => {
    const first = await propose(west, disputes[0] as DisputeAnswer, 'DISMISSED');
    expect(first.dispute).toMatchObject({
      state: 'ESCALATED',
      decision: { number: 1, outcome: 'DISMISSED', signatures: [] },
    });
    expect(codesOf(await sign(west, first))).toEqual(['DECIDER_PROPOSED']);
    expect(codesOf(await sign(east, first, { sha256: '0'.repeat(64) }))).toEqual(['DECISION_CHANGED']);
    expect(codesOf(await sign(east, first, { password: 'falsch-falsch-1' }))).toEqual(['PASSWORD_WRONG']);
    expect(codesOf(await sign(east, first, { expectedVersion: 1 }))).toEqual(['STALE_VERSION']);
    const half = await sign(east, first);
    expect(half.dispute).toMatchObject({ state: 'ESCALATED', decision: { signatures: [{ side: 'EAST' }] } });
    expect(codesOf(await sign(east, half))).toEqual(['SIDE_SIGNED_ALREADY']);
    expect(codesOf(await sign(eastSecond, half))).toEqual(['SIDE_SIGNED_ALREADY']);
    // Another proposal: what was signed of the first is void.
    const again = await propose(west, half, 'UPHELD');
    expect(again.dispute?.decision).toMatchObject({ number: 2, outcome: 'UPHELD', signatures: [] });
    expect(codesOf(await sign(east, again, { sha256: first.dispute?.decision?.sha256 }))).toEqual([
      'DECISION_CHANGED',
    ]);
    const id = again.dispute?.id;
    const spoke = await world.app.transactions.run((tx) =>
      addMember(world.app, tx, east.organizationId, 'COORD_PROV'),
    );
    await world.app.database.query(
      `INSERT INTO counting_dispute_words SELECT $1, 99, 'EAST', $2, '示例', now()`,
      [id, spoke.id],
    );
    expect(codesOf(await sign(spoke, again))).toEqual(['DECIDER_INVOLVED']);
    expect(codesOf(await propose(spoke, again, 'DISMISSED'))).toEqual(['DECIDER_INVOLVED']);
    for (const person of [spoke, west])
      await expect(
        world.app.database.query(
          `INSERT INTO counting_dispute_decision_signatures SELECT gen_random_uuid(), $1, 2, 'EAST', $2, $3, $4, now()`,
          [id, person.organizationId, person.id, again.dispute?.decision?.sha256],
        ),
      ).rejects.toThrow(/may not sign decision 2/);
    await expect(
      world.app.database.query(
        `UPDATE counting_disputes SET state = 'UPHELD', decision = 2, decided_by = $2, decided_at = now() WHERE id = $1`,
        [id, east.id],
      ),
    ).rejects.toThrow(/not decided by both provinces/);
    disputes[0] = again;
  });

  it('takes the lines back in their own month while that is not signed', async () => {
    const stands = await sign(eastSecond, await propose(east, await seen(3), 'DISMISSED'));
    expect((await sign(westSecond, stands)).dispute?.state).toBe('DISMISSED');
    expect(codesOf(await objects(3))).toEqual(['LINE_DECIDED']);
    const before = await month();
    expect(figures(before)).toEqual(['0.40', '123.00', '0.00', '0.40']);
    const half = await sign(east, disputes[0] as DisputeAnswer);
    const both = await Promise.all([sign(westSecond, half), sign(westSecond, half)]);
    expect(both.flatMap(codesOf)).toEqual(['STALE_VERSION']);
    expect((await seen(0)).dispute).toMatchObject({ state: 'UPHELD', decision: { number: 2 } });
    expect(figures(await month())).toEqual(['0.40', '23.00', '0.00', '0.40']);
    expect((await month()).report?.total).toMatchObject({ reversals: { amount: '100.00' } });
    expect(codesOf(await propose(east, await seen(0), 'DISMISSED'))).toEqual(['ILLEGAL_TRANSITION']);
    expect(codesOf(await act('withdrawPeriodDispute', world.west, await seen(0)))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
  });

  it('is decided also after its month was signed without the lines: they come with an open month, or go there', async () => {
    await world.desk.signBoth(world.agreement, JULY, world.east, world.west);
    at('2026-09-03');
    await world.app.settle();
    const july = await month();
    expect(july.state).toBe('LOCKED');
    const stands = await sign(eastSecond, await propose(east, await seen(1), 'DISMISSED'));
    // What a refund has changed since was not what they decided on.
    await world.history.refund(orders[1] as WrittenOrder, orders[1]?.portions[0] ?? '', 500n);
    await world.app.settle();
    expect(codesOf(await sign(westSecond, stands))).toEqual(['DECISION_CHANGED']);
    const anew = await sign(eastSecond, await propose(east, stands, 'DISMISSED'));
    expect((await sign(west, anew)).dispute?.state).toBe('DISMISSED');
    const goes = await sign(eastSecond, await propose(east, await seen(2), 'UPHELD'));
    expect((await sign(west, goes)).dispute?.state).toBe('UPHELD');
    expect(await tasksOf(west)).not.toContain('DECIDE_COUNTING_DISPUTE');
    await world.close(AUGUST);
    at('2026-10-03');
    await world.close(SEPTEMBER);
    const later = [figures(await month(AUGUST)), figures(await month(SEPTEMBER))];
    // 20.00 less a refund of 5.00 stand; 3.00 were never signed and are gone.
    const signed = later.map((one) => Math.round(Number(one?.[3]) * 100));
    expect({ later, sum: signed.reduce((a, b) => a + b, 0) }).toMatchObject({ sum: 1_500 });
    expect((await month()).report).toEqual(july.report);
    expect(await world.breaks()).toEqual([]);
  });
});
