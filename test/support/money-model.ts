export type ModelStep =
  | 'pay'
  | 'settle'
  | 'refundHeld'
  | 'refundSettled'
  | 'refundPaid'
  | 'calculate'
  | 'approve'
  | 'file'
  | 'confirm'
  | 'fail'
  | 'reopen'
  | CardStep;
/** Of money that comes by card: some of them are steps of `CardMoneyModel` alone. */
export type CardStep = 'capture' | 'captureLate' | 'acceptShort' | 'dispute' | 'win' | 'lose';

export interface OrderMoney {
  receivedFen: bigint;
  heldFen: bigint;
  payableFen: bigint;
  paidOutFen: bigint;
  refundDueFen: bigint;
  refundedFen: bigint;
  owedBackFen: bigint;
}
interface ModelStatement {
  state: 'OPEN' | 'CALCULATED' | 'APPROVED' | 'PAID_OUT' | 'RECONCILED';
  out: bigint[];
  setOff: bigint[];
  payFen: bigint;
}
export interface Wanted {
  readonly fen: bigint;
  readonly place: number;
}

export const least = (...fens: bigint[]) => fens.reduce((a, b) => (b < a ? b : a));
const sum = (fens: readonly bigint[]) => fens.reduce((a, b) => a + b, 0n);

/** The rules of money in plain arithmetic: no accounts, no entries, no locks. */
export class MoneyModel {
  readonly orders: OrderMoney[];
  bankFen = 0n;
  disbursedFen = 0n;
  protected readonly fromHeld: bigint[];
  private readonly statements: ModelStatement[] = [];
  /** Orders in the order in which something was first owed back of them. */
  protected readonly oldestDebts = new Set<number>();

  constructor(
    private readonly count: number,
    protected readonly dueFen: bigint,
  ) {
    this.fromHeld = this.each(() => 0n);
    this.orders = this.each(() => ({
      receivedFen: 0n,
      heldFen: 0n,
      payableFen: 0n,
      paidOutFen: 0n,
      refundDueFen: 0n,
      refundedFen: 0n,
      owedBackFen: 0n,
    }));
  }

  /** How much, or which statement; null where the step makes no sense now. */
  wish(step: ModelStep, order: number, permille: bigint): Wanted | null {
    const at = this.of(order);
    const part = (fen: bigint) => ({ fen: (fen * permille) / 1000n, place: 0 });
    const amounts: Partial<Record<ModelStep, Wanted>> = {
      pay: part(this.dueFen),
      settle: part(at.heldFen),
      refundHeld: part(at.heldFen / 2n),
      refundSettled: part(this.settled(at)),
      refundPaid: { fen: 0n, place: 0 },
    };
    const amount = amounts[step];
    if (amount) return amount.fen > 0n || (step === 'refundPaid' && at.refundDueFen > 0n) ? amount : null;
    const place = this.placeFor(step);
    return place < 0 ? null : { fen: 0n, place };
  }

  /** Does the step; answers with what the product should have said. `paid`: what it said, where the bank chose the part. */
  take(step: ModelStep, order: number, { fen, place }: Wanted, paid: string): string {
    const at = this.of(order);
    if (step === 'pay') return this.pay(order, fen);
    if (step === 'settle') {
      if (fen > at.heldFen) return 'SETTLEMENT_EXCEEDS_HELD';
      at.heldFen -= fen;
      at.payableFen += fen;
      return 'DONE';
    }
    if (step === 'refundHeld' || step === 'refundSettled') return this.refund(order, fen, step);
    if (step === 'refundPaid') {
      const part = BigInt(paid);
      at.refundDueFen -= part;
      at.refundedFen += part;
      this.bankFen -= part;
      return part > 0n || at.refundDueFen === 0n ? paid : 'a part that is due';
    }
    return this.payout(step, place);
  }

  /** What the order still asks for. */
  openFen(order: number): bigint {
    const open = this.dueFen - this.of(order).receivedFen + (this.fromHeld[order] ?? 0n);
    return open > 0n ? open : 0n;
  }

  protected pay(order: number, fen: bigint): string {
    const at = this.of(order);
    const credited = least(fen, this.openFen(order));
    at.receivedFen += credited;
    at.heldFen += credited;
    this.bankFen += fen; // what is above stands in suspense
    return 'DONE';
  }

  protected refund(order: number, fen: bigint, step: ModelStep): string {
    const at = this.of(order);
    if (step === 'refundHeld') {
      if (fen > at.heldFen) return 'REFUND_EXCEEDS_PAID';
      at.heldFen -= fen;
      this.fromHeld[order] = (this.fromHeld[order] ?? 0n) + fen;
    } else {
      if (fen > this.settled(at)) return 'REFUND_EXCEEDS_PAID';
      const free = least(fen, at.payableFen - this.promised(order));
      at.payableFen -= free;
      at.owedBackFen += fen - free;
      if (fen > free) this.oldestDebts.add(order);
    }
    at.refundDueFen += fen;
    return 'DONE';
  }

  private payout(step: ModelStep, place: number): string {
    if (step === 'file') {
      const approved = this.statements.filter(({ state }) => state === 'APPROVED');
      for (const one of approved) one.state = 'PAID_OUT';
      return 'DONE';
    }
    const statement = (this.statements[place] ??= this.empty());
    if (step === 'calculate') return this.calculate(statement);
    if (step === 'approve') return this.approve(statement);
    if (step === 'confirm') this.settleOut(statement);
    else Object.assign(statement, this.empty());
    return 'DONE';
  }

  private calculate(statement: ModelStatement): string {
    if (this.statements.some(({ state }) => state === 'CALCULATED')) return 'ANOTHER_CALCULATED';
    const out = this.each((order) => this.of(order).payableFen - this.promised(order));
    let left = sum(out);
    const setOff = this.each(() => 0n);
    for (const order of this.oldestDebts) {
      const at = this.of(order);
      const debt = at.owedBackFen - this.takenOff(order);
      const covered = at.paidOutFen - this.takenBack(order) + (out[order] ?? 0n);
      const taken = least(debt, covered, left);
      if (taken <= 0n) continue;
      setOff[order] = taken;
      left -= taken;
    }
    Object.assign(statement, { state: 'CALCULATED', out, setOff, payFen: left });
    return 'DONE';
  }

  private approve(statement: ModelStatement): string {
    const covered = statement.out.every(
      (fen, order) => fen <= this.of(order).payableFen - this.promised(order),
    );
    if (!covered) return 'STATEMENT_OUTDATED';
    if (statement.payFen > 0n) statement.state = 'APPROVED';
    else this.settleOut(statement);
    return 'DONE';
  }

  private settleOut(statement: ModelStatement): void {
    for (const [order, at] of this.orders.entries()) {
      const [fen, taken] = [statement.out[order] ?? 0n, statement.setOff[order] ?? 0n];
      at.payableFen -= fen;
      at.paidOutFen += fen - taken;
      at.owedBackFen -= taken;
    }
    this.bankFen -= statement.payFen;
    this.disbursedFen += statement.payFen;
    statement.state = 'RECONCILED';
  }

  private placeFor(step: ModelStep): number {
    const find = (...states: string[]) => this.statements.findIndex(({ state }) => states.includes(state));
    if (step === 'approve') return find('CALCULATED');
    if (step === 'reopen') return find('CALCULATED', 'APPROVED');
    if (step === 'file') return find('APPROVED');
    if (step === 'confirm' || step === 'fail') return find('PAID_OUT');
    if (find('OPEN') >= 0) return find('OPEN');
    return find('CALCULATED') >= 0 ? -1 : this.statements.length;
  }

  private under(statement: ModelStatement): boolean {
    return statement.state === 'APPROVED' || statement.state === 'PAID_OUT';
  }

  protected readonly promised = (order: number) =>
    sum(this.statements.filter((one) => this.under(one)).map(({ out }) => out[order] ?? 0n));

  protected readonly takenOff = (order: number) =>
    sum(this.statements.filter((one) => this.under(one)).map(({ setOff }) => setOff[order] ?? 0n));

  /** What promised statements take back of what was paid out of the order, beyond what they pay out of it. */
  private readonly takenBack = (order: number) =>
    sum(
      this.statements
        .filter((one) => this.under(one))
        .map(({ out, setOff }) => (setOff[order] ?? 0n) - (out[order] ?? 0n))
        .filter((fen) => fen > 0n),
    );

  protected settled(at: OrderMoney): bigint {
    return at.payableFen + at.paidOutFen - at.owedBackFen;
  }

  protected of(order: number): OrderMoney {
    const at = this.orders[order];
    if (!at) throw new Error(`no order ${order}`);
    return at;
  }

  private empty(): ModelStatement {
    return { state: 'OPEN', out: this.each(() => 0n), setOff: this.each(() => 0n), payFen: 0n };
  }

  protected each<Value>(make: (order: number) => Value): Value[] {
    return Array.from({ length: this.count }, (_, order) => make(order));
  }
}
