import fc from 'fast-check';
import {
  allot,
  dated,
  firstUnpaid,
  instalments,
  isPaid,
  postponed,
  repriced,
  withShipment,
  type PaymentPart,
} from './payment-parts';
import { isCredit, planText, readPlan, type PaymentPlan } from './payment-plan';
import { partsWhenAccepted, partsWhenSigned, restOfAccepted } from './plan-parts';

const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });
const day = fc.integer({ min: 0, max: 300 }).map((n) => plus('2026-07-01', n));
const parts = fc.array(
  fc.record({
    kind: fc.constant('INSTALMENT' as const),
    fen,
    dueOn: fc.option(day),
    extended: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);
const sum = (of: readonly { readonly fen: bigint }[]) => of.reduce((all, part) => all + part.fen, 0n);
const least = (a: bigint, b: bigint) => (a < b ? a : b);

function plus(on: string, days: number): string {
  return new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
}

describe('money allotted to the parts of a plan', () => {
  it('fills the oldest first, loses nothing and gives no part more than it asks for', () => {
    fc.assert(
      fc.property(parts, fen, (asked, money) => {
        const filled = allot(asked, money);
        const given = filled.reduce((all, { paidFen }) => all + paidFen, 0n);
        expect(given).toBe(least(money, sum(asked)));
        const next = firstUnpaid(filled);
        filled.forEach((part, index) => {
          expect(part.paidFen >= 0n && part.paidFen <= part.fen).toBe(true);
          if (next >= 0 && index > next) expect(part.paidFen).toBe(0n);
        });
      }),
    );
  });

  it('leaves each part what it had when more arrives', () => {
    fc.assert(
      fc.property(parts, fen, fen, (asked, first, second) => {
        const before = allot(asked, first);
        const after = allot(asked, first + second);
        before.forEach((part, index) => expect((after[index]?.paidFen ?? -1n) >= part.paidFen).toBe(true));
      }),
    );
  });
});

describe('another total', () => {
  it('changes the last unpaid parts and never a paid one', () => {
    fc.assert(
      fc.property(parts, fen, fen, (asked, money, total) => {
        const before = allot(asked, least(money, sum(asked)));
        const paid = before.reduce((all, { paidFen }) => all + paidFen, 0n);
        const after = repriced(before, total, '2026-12-31');
        expect(sum(after)).toBe(total > paid ? total : paid);
        let changed = false;
        before.forEach((part, index) => {
          const now = after[index] ?? { ...part, fen: -1n };
          expect(now.fen >= part.paidFen).toBe(true);
          expect([now.kind, now.dueOn, now.extended]).toEqual([part.kind, part.dueOn, part.extended]);
          // once one differs, every later one that went down has nothing left of what is unpaid
          if (changed && total < sum(asked)) expect(now.fen).toBe(part.paidFen);
          changed ||= now.fen !== part.fen;
          if (isPaid(part)) expect(now.fen).toBe(part.fen);
        });
        expect(after.length - before.length).toBe(after.at(-1)?.kind === 'EXTRA' ? 1 : 0);
        // what is filled stays filled
        allot(after, paid).forEach((part, index) =>
          expect(part.paidFen).toBe(before[index] ? before[index].paidFen : 0n),
        );
      }),
    );
  });

  it('is a part of its own where everything is paid', () =>
    expect(
      repriced(allot([{ kind: 'WHOLE', fen: 100n, dueOn: '2026-08-01', extended: true }], 100n), 130n, 'D'),
    ).toEqual([
      { kind: 'WHOLE', fen: 100n, dueOn: '2026-08-01', extended: true },
      { kind: 'EXTRA', fen: 30n, dueOn: 'D', extended: false },
    ]));
});

describe('the days of parts', () => {
  it('are given to unpaid parts without one, one gap after another', () => {
    const asked = [{ kind: 'DEPOSIT', fen: 30n, dueOn: '2026-07-10', extended: false } as const];
    const rest = instalments(70n, 3);
    expect(
      dated(allot([...asked, ...rest], 54n), '2026-09-01', 30, plus).map(({ fen: part, dueOn }) => [
        part,
        dueOn,
      ]),
    ).toEqual([
      [30n, '2026-07-10'],
      [24n, null], // paid ahead: it waits for no day
      [23n, '2026-09-01'],
      [23n, '2026-10-01'],
    ]);
  });

  it('move once for the part that is due now, and none is due before it', () => {
    const asked: PaymentPart[] = [
      { kind: 'DEPOSIT', fen: 30n, dueOn: '2026-07-10', extended: false },
      { kind: 'BALANCE', fen: 70n, dueOn: '2026-07-15', extended: false },
    ];
    expect(postponed(allot(asked, 10n), 15, plus)).toEqual({
      dueOn: '2026-07-25',
      parts: [
        { kind: 'DEPOSIT', fen: 30n, dueOn: '2026-07-25', extended: true },
        { kind: 'BALANCE', fen: 70n, dueOn: '2026-07-25', extended: false },
      ],
    });
    expect(postponed(allot(asked, 30n), 15, plus)?.dueOn).toBe('2026-07-30');
    expect(postponed(allot(asked, 100n), 15, plus)).toBeNull();
    expect(
      postponed(allot([{ kind: 'BALANCE', fen: 70n, dueOn: null, extended: false }], 0n), 15, plus),
    ).toBeNull();
  });
});

describe('a plan', () => {
  const read = (...said: [PaymentPlan['terms'], object?]) => readPlan(said[0], said[1], ['paymentPlan']);
  const days = { firstOn: '2026-07-24', balanceOn: '2026-08-01' };
  const plans = fc.oneof(
    fc.constant(read('PREPAID')),
    fc
      .constantFrom('BEFORE_DISPATCH', 'AFTER_ACCEPTANCE', 'BY_SHIPMENT')
      .chain((restDue) =>
        fc
          .integer({ min: 1, max: 99 })
          .map((depositPercent) => read('DEPOSIT_BALANCE', { depositPercent, restDue })),
      ),
    fc
      .record({
        depositPercent: fc.integer({ min: 1, max: 99 }),
        instalments: fc.integer({ min: 2, max: 12 }),
      })
      .map((said) => read('DEPOSIT_BALANCE', { ...said, restDue: 'INSTALMENTS' })),
  );

  it('asks for the whole total, whatever the plan, and for nothing below zero', () => {
    fc.assert(
      fc.property(plans, fen, (plan, total) => {
        const asked = partsWhenSigned(plan, total, days);
        expect(sum(asked)).toBe(total);
        expect(asked.every((part) => part.fen >= 0n)).toBe(true);
        expect(asked[0]?.dueOn).toBe(days.firstOn);
      }),
    );
    expect(sum(partsWhenAccepted(read('POSTPAID', { restDue: 'INSTALMENTS', instalments: 7 }), 100n))).toBe(
      100n,
    );
  });

  it('by shipments carves the balance, and never asks for more than what was accepted bears', () => {
    const plan = read('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BY_SHIPMENT' });
    fc.assert(
      fc.property(fc.array(fen, { minLength: 1, maxLength: 5 }), (worths) => {
        let asked: PaymentPart[] = partsWhenSigned(
          plan,
          worths.reduce((a, b) => a + b, 0n),
          days,
        );
        const total = sum(asked);
        let accepted = 0n;
        for (const worth of worths) {
          accepted += worth;
          const before = sum(asked.filter(({ kind }) => kind === 'SHIPMENT'));
          asked = withShipment(
            allot(asked, asked[0]?.fen ?? 0n),
            restOfAccepted(plan, accepted) - before,
            '2026-09-01',
          );
          expect(sum(asked)).toBe(total);
          const shipped = sum(asked.filter(({ kind }) => kind === 'SHIPMENT'));
          expect(shipped <= restOfAccepted(plan, accepted)).toBe(true);
        }
      }),
    );
    expect([100n, 1n, 0n].map((accepted) => restOfAccepted(plan, accepted))).toEqual([70n, 0n, 0n]);
    // More was accepted than ordered: the balance gives what it has, the last acceptance asks for the rest.
    expect(withShipment(allot(partsWhenSigned(plan, 100n, days), 30n), 75n, 'D').slice(1)).toEqual([
      { kind: 'SHIPMENT', fen: 70n, dueOn: 'D', extended: false },
      { kind: 'BALANCE', fen: 0n, dueOn: null, extended: false },
    ]);
    // What is to be paid before it was given more days: it is not due before that.
    const first: PaymentPart = { kind: 'SHIPMENT', fen: 40n, dueOn: '2026-09-20', extended: true };
    const dueOf = (moneyFen: bigint) =>
      withShipment(allot([first], moneyFen), 5n, '2026-09-10').at(-1)?.dueOn;
    expect([dueOf(39n), dueOf(40n)]).toEqual(['2026-09-20', '2026-09-10']);
    expect(withShipment(allot([], 0n), 5n, 'D')).toEqual([
      { kind: 'SHIPMENT', fen: 5n, dueOn: 'D', extended: false },
    ]);
  });

  it.each([
    ['PREPAID', { depositPercent: 30 }, 'depositPercent'],
    ['PREPAID', { restDue: 'AFTER_ACCEPTANCE' }, 'restDue'],
    ['DEPOSIT_BALANCE', undefined, 'depositPercent'],
    ['DEPOSIT_BALANCE', { depositPercent: 0, restDue: 'BEFORE_DISPATCH' }, 'depositPercent'],
    ['DEPOSIT_BALANCE', { depositPercent: 100, restDue: 'BEFORE_DISPATCH' }, 'depositPercent'],
    ['DEPOSIT_BALANCE', { depositPercent: 30 }, 'restDue'],
    ['DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'INSTALMENTS' }, 'instalments'],
    ['POSTPAID', { restDue: 'BEFORE_DISPATCH' }, 'restDue'],
    ['POSTPAID', { restDue: 'INSTALMENTS', instalments: 1 }, 'instalments'],
    ['POSTPAID', { restDue: 'INSTALMENTS', instalments: 13 }, 'instalments'],
    ['POSTPAID', { restDue: 'BY_SHIPMENT', instalments: 3 }, 'instalments'],
  ] as const)('%s with %p is refused at %s', (terms, said, field) => {
    expect.assertions(1);
    try {
      read(terms, said);
    } catch (error) {
      expect(error).toMatchObject({ refusals: [{ path: ['paymentPlan', field] }] });
    }
  });

  it('is credit where goods leave before all is paid, and says itself in words', () => {
    const said = [
      read('PREPAID'),
      read('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BEFORE_DISPATCH' }),
      read('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BY_SHIPMENT' }),
      read('POSTPAID', { restDue: 'INSTALMENTS', instalments: 3 }),
      read('POSTPAID'),
    ];
    expect(said.map((plan) => [isCredit(plan), planText(plan)])).toEqual([
      [false, '先款后货'],
      [false, '预付款 30%，尾款发货前付清'],
      [true, '预付款 30%，尾款按批次验收后支付'],
      [true, '先货后款，全部验收后分 3 期付清'],
      [true, '先货后款，全部验收后付清'],
    ]);
  });
});
