import fc from 'fast-check';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { openEyes, type Eyes } from '../support/four-eyes';
import { courses, read, type Course, type Step } from '../support/four-eyes-courses';

/** By number, so that the same people and verbs meet again and again; every two moves happen at the same time. */
const moves = fc.array(fc.record({ who: fc.nat(11), what: fc.nat(9) }), {
  minLength: 12,
  maxLength: 20,
  size: 'max',
});

describe('whoever tries what in whatever order (I18)', () => {
  let app: TestApp;
  let eyes: Eyes;
  beforeAll(async () => {
    app = await startTestApp();
    eyes = await openEyes(app);
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.set(TEST_DAY));

  async function trail(id: string): Promise<Step[]> {
    return app.database.query<Step>(
      `SELECT action, to_state AS state, reason, member_id AS member FROM audit_rows
        WHERE subject_id = $1 AND member_id IS NOT NULL ORDER BY id`,
      [id],
    );
  }

  function violations(course: Course, steps: readonly Step[]): string[] {
    const wrong = course.once.filter((step) => steps.filter((one) => step.test(read(one))).length > 1);
    return [
      ...wrong.map((step) => `${step.source} more than once`),
      ...course.apart.flatMap(({ step, notAfter, last }) =>
        steps.flatMap((taken, index) => {
          if (!step.test(read(taken))) return [];
          const before = steps.slice(0, index).filter((one) => notAfter.test(read(one)));
          const looked = last ? before.slice(-1) : before;
          return looked.some(({ member }) => member === taken.member) ? [`${read(taken)} by the same`] : [];
        }),
      ),
    ];
  }

  it.each(courses.map((course) => [course.name, course] as const))(
    '%s passes through different hands',
    async (_name, course) => {
      const people = course.people(eyes);
      const verbs = Object.values(course.tries);
      const last = verbs.length - 1;
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(fc.nat(11), moves, async (first, tried) => {
          const by = people[first % people.length] ?? eyes.people.ops;
          const id = await course.begin(eyes, by);
          for (let index = 0; index < tried.length; index += 2)
            await Promise.all(
              tried.slice(index, index + 2).map(async ({ who, what }) => {
                await verbs[Math.min(what, last)]?.(eyes, people[who % people.length] ?? by, id);
              }),
            );
          const steps = await trail(id);
          taken += steps.length;
          expect(violations(course, steps)).toEqual([]);
        }),
        { numRuns: 8 },
      );
      expect(taken).toBeGreaterThan(5);
    },
  );
});
