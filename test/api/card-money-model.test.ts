import fc from 'fast-check';
import type { PaymentPart } from '../../libs/payment-plan/src/index';
import { PaymentParts } from '../../src/payments/index';
import { CardMoneyModel } from '../support/card-money-model';
import { breaksOf, money, type OpenedOrder } from '../support/money';
import type { ModelStep, Wanted } from '../support/money-model';
import { MoneyPlayer, yuan, type MoneyWorld } from '../support/money-player';
import { OnlinePayments } from '../support/online-payments';

const DUE = 10_000n;
const PLAN: readonly PaymentPart[] = [
  { kind: 'DEPOSIT', fen: 3_000n, dueOn: '2026-07-24', extended: false },
  { kind: 'INSTALMENT', fen: 3_500n, dueOn: '2026-08-08', extended: false },
  { kind: 'INSTALMENT', fen: 3_500n, dueOn: null, extended: false },
];
const PLANS = [undefined, PLAN];
/** The supplier of the second order bears 0.6 % of what comes by card. */
const FEE_PPM = [0n, 6_000n];
const STEPS: readonly ModelStep[] = [
  'pay',
  'capture',
  'capture',
  'captureLate',
  'acceptShort',
  'acceptShort',
  'refundSettled',
  'refundPaid',
  'dispute',
  'dispute',
  'win',
  'lose',
  'calculate',
  'approve',
  'approve',
  'file',
  'confirm',
  'confirm',
  'fail',
  'reopen',
];
const history = fc.array(
  fc.record({
    step: fc.constantFrom(...STEPS),
    order: fc.nat(PLANS.length - 1),
    permille: fc.bigInt({ min: 1n, max: 1300n }),
  }),
  { minLength: 40, maxLength: 60 },
);

/** One that reaches everything, whatever the others come to. */
const SCRIPT = (
  [
    ['capture', 1, 300n],
    ['pay', 1, 500n],
    ['captureLate', 0, 800n],
    ['acceptShort', 0, 900n],
    ['capture', 1, 1000n],
    ['acceptShort', 1, 700n],
    ['refundSettled', 1, 200n],
    ['calculate', 0, 1n],
    ['dispute', 0, 600n],
    ['approve', 0, 1n],
    ['reopen', 0, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['dispute', 1, 1000n],
    ['win', 0, 1n],
    ['file', 0, 1n],
    ['fail', 0, 1n],
    ['win', 1, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
    ['capture', 0, 1000n],
    ['dispute', 0, 1000n],
    ['lose', 0, 1n],
    ['capture', 0, 1000n],
    ['acceptShort', 0, 500n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['reopen', 0, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
    ['refundPaid', 1, 1n],
    // A statement takes back what a dispute has cost, and then the dispute is won.
    ['dispute', 0, 1000n],
    ['capture', 1, 1000n],
    ['acceptShort', 1, 1000n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['win', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
  ] as const
).map(([step, order, permille]) => ({ step, order, permille }));

/** Cards beside transfers, paid in parts, accepted short, disputed before and after the cooperative was paid. */
describe('random histories of card money', () => {
  let online: OnlinePayments;
  let player: MoneyPlayer;
  beforeAll(async () => {
    online = await OnlinePayments.start();
    online.controls.terms.disputeFee = 0;
    player = new MoneyPlayer(online.app, online.people);
  });
  afterAll(() => online.close());

  /** The provider's ids of the card payments of each order. */
  type Cards = readonly string[][];

  async function capture(order: OpenedOrder, cards: string[], fen: bigint, before?: () => Promise<unknown>) {
    const id = await online.opened(order, { amount: money(yuan(fen)) });
    await before?.();
    online.app.clock.advance(1_000); // what came first is told by the clock
    online.controls.customerChooses(id, 'pm_card_visa');
    cards.push(id);
  }

  const decide = async (card: string, won: boolean) => {
    const dispute = (await online.charge(card)).id;
    const [opened] = (await online.sdk.disputes.list({ charge: dispute })).data;
    online.controls.decideDispute(opened?.id ?? '', won);
  };

  async function play(
    played: MoneyWorld,
    cards: Cards,
    model: CardMoneyModel,
    step: ModelStep,
    index: number,
    { fen, place }: Wanted,
  ): Promise<string> {
    const [order, paid] = [played.orders[index], cards[index]];
    if (!order || !paid) throw new Error(`no order ${index}`);
    const card = paid[place] ?? '';
    if (step === 'capture') await capture(order, paid, fen);
    else if (step === 'captureLate')
      await capture(order, paid, fen, () => player.play(played, 'pay', index, fen, 0));
    else if (step === 'dispute') online.controls.dispute((await online.charge(card)).id, Number(fen));
    else if (step === 'win' || step === 'lose') await decide(card, step === 'win');
    else if (step === 'acceptShort') {
      const restFen = (await player.standing(order)).heldFen - fen;
      const settled = await player.play(played, 'settle', index, fen, 0);
      if (settled !== 'DONE' || restFen === 0n || model.disputed(index)) return settled;
      return player.play(played, 'refundHeld', index, restFen, 0);
    } else return player.play(played, step, index, fen, place);
    return 'DONE';
  }

  /** As the rule of the day they were opened on would have said. */
  const chargeChannels = ({ orders }: MoneyWorld) =>
    Promise.all(
      orders.map(({ subject }, index) =>
        online.app.database.query('UPDATE payment_requests SET channel_fee_ppm = $1 WHERE subject_id = $2', [
          String(FEE_PPM[index]),
          subject.id,
        ]),
      ),
    );

  /** The parts ask for what is open, the oldest first. */
  async function partsAsk(order: OpenedOrder, openFen: bigint): Promise<void> {
    const parts = await online.app.nest.get(PaymentParts).of(online.app.database, order.subject);
    const left = parts.map(({ fen, paidFen }) => fen - paidFen);
    expect(left.reduce((sum, fen) => sum + fen, 0n)).toBe(openFen);
    const next = left.findIndex((fen) => fen > 0n);
    expect(
      parts.filter(({ paidFen, fen }, at) => at > next && next >= 0 && paidFen > 0n && fen > 0n),
    ).toEqual([]);
  }

  it('stand to the fen where the model says, after every step', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const played = await player.world(DUE, PLANS);
        await chargeChannels(played);
        const model = new CardMoneyModel(PLANS.length, DUE, FEE_PPM);
        const cards: Cards = PLANS.map(() => []);
        for (const { step, order, permille } of steps) {
          const wanted = model.wish(step, order, permille);
          if (!wanted) continue;
          online.app.clock.advance(60_000);
          const answer = await play(played, cards, model, step, order, wanted);
          await online.arrived();
          expect([step, answer]).toEqual([step, model.take(step, order, wanted, answer)]);
          seen.add(`${step} ${/^\d+$/.test(answer) ? 'DONE' : answer}`);
          for (const [index, opened] of played.orders.entries()) {
            const { disputedFen, feesFen } = await online.position(opened);
            const stands = { ...(await player.standing(opened)), disputedFen, feesFen };
            const { sources: _sources, ...card } = model.cards[index] ?? { sources: [] };
            expect([step, index, stands]).toEqual([step, index, { ...model.orders[index], ...card }]);
            await partsAsk(opened, model.openFen(index));
          }
          expect((await player.balance('BANK')) - played.bankFen).toBe(model.bankFen);
          expect((await player.balance('DISBURSED')) - played.disbursedFen).toBe(model.disbursedFen);
        }
        await online.later();
        expect(await breaksOf(online.app)).toEqual([]);
        await player.leave(played);
      }),
      { numRuns: 5, examples: [[SCRIPT]], endOnFailure: true },
    );
    const happened = STEPS.map((step) => `${step} DONE`);
    for (const one of [...happened, 'approve STATEMENT_OUTDATED'])
      expect([one, seen.has(one)]).toEqual([one, true]);
  });
});
