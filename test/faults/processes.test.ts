import { build } from '../../libs/tooling/build.cjs';
import { SCENES } from './drill/scenes';
import { SHORT, Stage } from './drill/stage';

/** The short form of `npm run drill`: the built product, two web and two worker processes, attacked. */
describe('two web and two worker processes on one database', () => {
  let stage: Stage;
  beforeAll(async () => {
    await build();
    stage = await Stage.open({ ...SHORT, patience: 15 });
    await stage.fill();
  });
  afterAll(() => stage.close());

  it.each(SCENES.filter(({ onlyLong }) => !onlyLong).map((scene) => [scene.holds, scene] as const))(
    '%s',
    async (_holds, scene) => {
      await stage.fill();
      expect(await scene.play(stage)).toEqual(expect.any(String));
    },
    600_000, // where money moves, processes are killed and started again: a busy machine takes its time
  );
});
