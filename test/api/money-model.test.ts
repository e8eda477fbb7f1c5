import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { MoneyModel, type ModelStep } from '../support/money-model';
import { MoneyPlayer } from '../support/money-player';
import { makePeople } from '../support/people';

const ORDERS = 3;
const DUE = 10_000n;
const STEPS: readonly ModelStep[] = [
  'pay',
  'pay',
  'settle',
  'settle',
  'refundHeld',
  'refundSettled',
  'refundSettled',
  'refundPaid',
  'calculate',
  'approve',
  'approve',
  'file',
  'file',
  'confirm',
  'confirm',
  'fail',
  'reopen',
];
const history = fc.array(
  fc.record({
    step: fc.constantFrom(...STEPS),
    order: fc.nat(ORDERS - 1),
    permille: fc.bigInt({ min: 1n, max: 1300n }),
  }),
  { minLength: 40, maxLength: 60 },
);

/** One that reaches everything, whatever the others come to. */
const SCRIPT = (
  [
    ['pay', 0, 1000n],
    ['pay', 1, 1300n],
    ['pay', 2, 400n],
    ['refundHeld', 0, 500n],
    ['settle', 0, 1000n],
    ['settle', 1, 300n],
    ['calculate', 0, 1n],
    ['refundSettled', 0, 100n],
    ['approve', 0, 1n],
    ['reopen', 0, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['refundSettled', 0, 300n],
    ['file', 0, 1n],
    ['fail', 0, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
    ['refundSettled', 0, 500n],
    ['refundPaid', 0, 1n],
    ['refundSettled', 0, 1300n],
    ['settle', 1, 900n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
  ] as const
).map(([step, order, permille]) => ({ step, order, permille }));

/** Everything that moves money, one step after the other, beside a model that only adds and subtracts. */
describe('random histories of money, from the transfer to the cooperative', () => {
  let app: TestApp;
  let player: MoneyPlayer;
  beforeAll(async () => {
    app = await startTestApp();
    player = new MoneyPlayer(app, await makePeople(app));
  });
  afterAll(() => app.close());

  it('stand to the fen where the model says, after every step', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const played = await player.world(
          DUE,
          Array.from({ length: ORDERS }, () => undefined),
        );
        const model = new MoneyModel(ORDERS, DUE);
        for (const { step, order, permille } of steps) {
          const wanted = model.wish(step, order, permille);
          if (!wanted) continue;
          const answer = await player.play(played, step, order, wanted.fen, wanted.place);
          const expected = model.take(step, order, wanted, answer);
          expect([step, answer]).toEqual([step, expected]);
          seen.add(`${step} ${/^\d+$/.test(answer) ? 'DONE' : answer}`);
          for (const [index, opened] of played.orders.entries())
            expect([step, index, await player.standing(opened)]).toEqual([step, index, model.orders[index]]);
          expect((await player.balance('BANK')) - played.bankFen).toBe(model.bankFen);
          expect((await player.balance('DISBURSED')) - played.disbursedFen).toBe(model.disbursedFen);
        }
        expect(await breaksOf(app)).toEqual([]);
        await player.leave(played);
      }),
      { numRuns: 5, examples: [[SCRIPT]] },
    );
    for (const happened of [
      'pay DONE',
      'settle DONE',
      'refundHeld DONE',
      'refundSettled DONE',
      'refundPaid DONE',
      'calculate DONE',
      'approve DONE',
      'file DONE',
      'confirm DONE',
      'fail DONE',
      'reopen DONE',
      'approve STATEMENT_OUTDATED',
      'refundSettled REFUND_EXCEEDS_PAID',
    ])
      expect([happened, seen.has(happened)]).toEqual([happened, true]);
  });
});
