import { Refused, defineRefusals } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { CommandBatch, type Verdict } from './command-batches';

const refusals = defineRefusals({ TOO_LATE: { zh: '已售完', en: 'Sold out' } });

interface Asked {
  readonly actor: Actor;
  readonly input: { readonly idempotencyKey: string };
}

function asked(idempotencyKey: string, organizationId = 'one'): Asked {
  return { actor: { organizationId } as Actor, input: { idempotencyKey } };
}

/** Runs batches only when told to, and remembers them. */
function byHand(decide: (commands: readonly Asked[]) => Verdict<string>[]) {
  const seen: string[][] = [];
  let held: (() => void)[] = [];
  const batch = new CommandBatch<Asked, string>(async (commands) => {
    seen.push(commands.map(({ input }) => input.idempotencyKey));
    await new Promise<void>((go) => held.push(go));
    return decide(commands);
  });
  const release = async () => {
    while (held.length > 0) {
      const now = held;
      held = [];
      for (const go of now) go();
      await new Promise((done) => setImmediate(done));
    }
  };
  return { batch, seen, release };
}

const accept = (commands: readonly Asked[]): Verdict<string>[] =>
  commands.map(({ input }) => ({ result: input.idempotencyKey }));

describe('a command batch', () => {
  it('starts a lone command at once and a second batch where many wait', async () => {
    const { batch, seen, release } = byHand(accept);
    const answers = Array.from({ length: 40 }, (_, n) => batch.run(asked(`k${n}`)));
    await release();
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 40 }, (_, n) => ({ result: `k${n}` })));
    expect(seen.map((keys) => keys.length)).toEqual([1, 4, 16, 16, 3]);
  });

  it('starts a second batch for few, too, where the first takes long', async () => {
    const { batch, seen, release } = byHand(accept);
    const answers = ['first', 'second', 'third'].map((key) => batch.run(asked(key)));
    expect(seen).toEqual([['first']]);
    while (seen.length < 2) await new Promise((done) => setTimeout(done, 10));
    expect(seen).toEqual([['first'], ['second', 'third']]);
    await release();
    expect(await Promise.all(answers)).toHaveLength(3);
  });

  it('runs two commands with one key of one organization one after another', async () => {
    const { batch, seen, release } = byHand(accept);
    const keys = [asked('first'), asked('same'), asked('same'), asked('same', 'two')];
    const answers = keys.map((one) => batch.run(one));
    await release();
    await Promise.all(answers);
    expect(seen).toEqual([['first'], ['same', 'same'], ['same']]);
  });

  it('gives each member its own verdict', async () => {
    const { batch, release } = byHand((commands) =>
      commands.map(({ input }) => {
        if (input.idempotencyKey === 'refused') return { refusals: [refusals.TOO_LATE()] };
        return input.idempotencyKey === 'foreign' ? { error: new Error('not found') } : { result: 'done' };
      }),
    );
    const answers = ['a', 'b', 'refused', 'foreign', 'c'].map((key) => batch.run(asked(key)));
    const all = Promise.allSettled(answers);
    await release();
    const [, , refused, foreign, last] = await all;
    expect(refused).toMatchObject({ value: { refusals: [{ code: 'TOO_LATE' }] } });
    expect(foreign).toMatchObject({ reason: new Error('not found') });
    expect(last).toMatchObject({ value: { result: 'done' } });
  });

  it('runs a batch that fails as a whole again one by one, so that one bad member harms nobody else', async () => {
    const { batch, seen, release } = byHand((commands) => {
      if (commands.some(({ input }) => input.idempotencyKey === 'bad')) throw new Error('constraint broken');
      return accept(commands);
    });
    const answers = ['a', 'b', 'c', 'bad', 'd'].map((key) => batch.run(asked(key)));
    const all = Promise.allSettled(answers);
    await release();
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(seen).toEqual([['a'], ['b', 'c', 'bad', 'd'], ['b'], ['c'], ['bad'], ['d']]);
  });

  it('asks once more where the key was taken meanwhile, and answers a refusal thrown by a lone command', async () => {
    let taken = true;
    const { batch, release } = byHand((commands) => {
      if (commands[0]?.input.idempotencyKey === 'refused') throw new Refused([refusals.TOO_LATE()]);
      if (taken) {
        taken = false;
        throw Object.assign(new Error('duplicate key'), { code: '23505' });
      }
      return commands.map(() => ({ result: 'the first result' }));
    });
    const answers = [batch.run(asked('raced')), batch.run(asked('refused'))];
    const all = Promise.all(answers);
    await release();
    await release();
    expect(await all).toMatchObject([{ result: 'the first result' }, { refusals: [{ code: 'TOO_LATE' }] }]);
  });
});
