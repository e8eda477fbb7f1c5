import { least, MoneyModel, type ModelStep, type OrderMoney, type Wanted } from './money-model';

/** Where money of an order came from: a transfer, or a card payment that its payer's bank may take back. */
interface Source {
  /** Its place among the order's card payments; null for a transfer. */
  readonly card: number | null;
  leftFen: bigint;
  dispute: Dispute | null;
}
interface Dispute {
  state: 'OPEN' | 'WON' | 'LOST';
  heldFen: bigint;
  payableFen: bigint;
  owedFen: bigint;
}
interface CardMoney {
  readonly sources: Source[];
  disputedFen: bigint;
  /** What the supplier bears of the payment channel. */
  feesFen: bigint;
}

/** Transfers and cards for the same orders, short acceptance, and disputes before and after settlement. */
export class CardMoneyModel extends MoneyModel {
  readonly cards: readonly CardMoney[] = this.each(() => ({
    sources: [],
    disputedFen: 0n,
    feesFen: 0n,
  }));

  /** `feePpm`: of what came by card and is settled, for each order. */
  constructor(
    count: number,
    dueFen: bigint,
    private readonly feePpm: readonly bigint[],
  ) {
    super(count, dueFen);
  }

  override wish(step: ModelStep, order: number, permille: bigint): Wanted | null {
    const { sources } = this.card(order);
    const most = (fen: bigint) => (fen * least(permille, 1000n)) / 1000n;
    const place = sources.findLastIndex(({ card, dispute, leftFen }) =>
      step === 'dispute' ? card !== null && dispute === null && leftFen > 0n : dispute?.state === 'OPEN',
    );
    const wanted = (fen: bigint, at: number) => (fen > 0n ? { fen, place: at } : null);
    const decided = place < 0 ? null : { fen: 0n, place: sources[place]?.card ?? -1 };
    const amounts: Partial<Record<ModelStep, () => Wanted | null>> = {
      capture: () => wanted(most(this.openFen(order)), 0),
      captureLate: () => wanted(most(this.openFen(order)), 0),
      acceptShort: () => wanted(most(this.of(order).heldFen), 0),
      dispute: () => wanted(most(sources[place]?.leftFen ?? 0n), sources[place]?.card ?? -1),
      win: () => decided,
      lose: () => decided,
    };
    const own = amounts[step];
    if (own) return own();
    // The provider sends nothing back of what is disputed or was lost so: that is told elsewhere.
    return this.refunds(step) && this.disputed(order) ? null : super.wish(step, order, permille);
  }

  override take(step: ModelStep, order: number, wanted: Wanted, said: string): string {
    const { fen, place } = wanted;
    const dispute = () => this.card(order).sources.find(({ card }) => card === place)?.dispute;
    const own: Partial<Record<ModelStep, () => string>> = {
      capture: () => this.capture(order, fen),
      captureLate: () => {
        this.pay(order, fen); // a transfer of as much came first
        return this.capture(order, fen);
      },
      acceptShort: () => this.acceptShort(order, fen),
      dispute: () => this.open(order, fen, place),
      win: () => this.win(order, dispute()),
      lose: () => this.lose(order, dispute()),
    };
    return own[step]?.() ?? super.take(step, order, wanted, said);
  }

  /** What payers' banks took of it while it was held asks to be paid once more. */
  override openFen(order: number): bigint {
    const { sources } = this.card(order);
    const taken = sources.reduce(
      (sum, { dispute }) => sum + (dispute && dispute.state !== 'WON' ? dispute.heldFen : 0n),
      0n,
    );
    const open = this.dueFen - this.of(order).receivedFen + (this.fromHeld[order] ?? 0n) + taken;
    return open > 0n ? open : 0n;
  }

  protected override pay(order: number, fen: bigint): string {
    const leftFen = least(fen, this.openFen(order));
    if (leftFen > 0n) this.card(order).sources.push({ card: null, leftFen, dispute: null });
    return super.pay(order, fen);
  }

  protected override refund(order: number, fen: bigint, step: ModelStep): string {
    const at = this.of(order);
    if (fen > (step === 'refundHeld' ? at.heldFen : this.settled(at))) return super.refund(order, fen, step);
    const byCard = this.takeFromNewest(order, fen);
    this.align(order, step === 'refundHeld' ? 0n : fen);
    const answer = super.refund(order, fen, step);
    at.refundDueFen -= byCard; // by the provider, at once
    at.refundedFen += byCard;
    return answer;
  }

  private takeFromNewest(order: number, fen: bigint): bigint {
    let [rest, byCard] = [fen, 0n];
    for (const source of this.card(order).sources.toReversed()) {
      const part = least(rest, source.leftFen);
      source.leftFen -= part;
      rest -= part;
      if (source.card !== null) byCard += part;
    }
    return byCard;
  }

  protected override settled(at: OrderMoney): bigint {
    return super.settled(at) + this.card(this.orders.indexOf(at)).feesFen;
  }

  /** The fee of each card payment is its share of what of it is settled; what came first is settled first. */
  private align(order: number, aboutToGoFen = 0n): void {
    const [at, card] = [this.of(order), this.card(order)];
    let [rest, due] = [this.settled(at) - aboutToGoFen, 0n];
    for (const source of card.sources) {
      const part = least(rest, source.leftFen);
      rest -= part;
      if (source.card !== null) due += (part * (this.feePpm[order] ?? 0n)) / 1_000_000n;
    }
    const missing = due - card.feesFen;
    card.feesFen = due;
    if (missing > 0n) {
      const free = least(missing, at.payableFen - this.promised(order));
      at.payableFen -= free;
      at.owedBackFen += missing - free;
      if (missing > free) this.oldestDebts.add(order);
    } else {
      const offDebt = least(-missing, at.owedBackFen - this.takenOff(order));
      at.owedBackFen -= offDebt;
      at.payableFen -= missing + offDebt;
    }
  }

  private capture(order: number, fen: bigint): string {
    const at = this.of(order);
    const { sources } = this.card(order);
    const credited = least(fen, this.openFen(order)); // the rest goes back where it came from
    at.receivedFen += credited;
    at.heldFen += credited;
    const card = sources.filter((source) => source.card !== null).length;
    sources.push({ card, leftFen: credited, dispute: null });
    return 'DONE';
  }

  /** The rest of what was held for it goes back. */
  private acceptShort(order: number, fen: bigint): string {
    const at = this.of(order);
    const restFen = at.heldFen - fen;
    at.heldFen = restFen;
    at.payableFen += fen;
    this.align(order);
    return restFen > 0n && !this.disputed(order) ? this.refund(order, restFen, 'refundHeld') : 'DONE';
  }

  /** Whether the rest of a short acceptance waits for the verdict. */
  disputed(order: number): boolean {
    return this.card(order).sources.some(({ dispute }) => dispute && dispute.state !== 'WON');
  }

  private open(order: number, fen: bigint, place: number): string {
    const at = this.of(order);
    const source = this.card(order).sources.find(({ card }) => card === place);
    if (!source) return 'no such card payment';
    const freeFen = at.payableFen - this.promised(order);
    const heldFen = least(fen, at.heldFen);
    const payableFen = least(fen - heldFen, freeFen);
    const owedFen = least(fen - heldFen - payableFen, this.settled(at) - freeFen);
    this.move(at, order, { heldFen, payableFen, owedFen }, -1n);
    source.leftFen -= heldFen + payableFen + owedFen;
    if (owedFen > 0n) this.oldestDebts.add(order);
    source.dispute = { state: 'OPEN', heldFen, payableFen, owedFen };
    this.align(order);
    return 'DONE';
  }

  private win(order: number, dispute: Dispute | null | undefined): string {
    if (!dispute) return 'no dispute';
    const source = this.card(order).sources.find((one) => one.dispute === dispute);
    if (source) source.leftFen += dispute.heldFen + dispute.payableFen + dispute.owedFen;
    const at = this.of(order);
    const forgivenFen = least(dispute.owedFen, at.owedBackFen - this.takenOff(order));
    const payableFen = dispute.payableFen + dispute.owedFen - forgivenFen; // he has paid it back meanwhile, or is about to
    this.move(at, order, { heldFen: dispute.heldFen, payableFen, owedFen: forgivenFen }, 1n);
    dispute.state = 'WON';
    this.align(order);
    return 'DONE';
  }

  private lose(order: number, dispute: Dispute | null | undefined): string {
    if (!dispute) return 'no dispute';
    this.card(order).disputedFen -= dispute.heldFen + dispute.payableFen + dispute.owedFen;
    dispute.state = 'LOST';
    return 'DONE';
  }

  private move(at: OrderMoney, order: number, split: Omit<Dispute, 'state'>, sign: 1n | -1n): void {
    at.heldFen += sign * split.heldFen;
    at.payableFen += sign * split.payableFen;
    at.owedBackFen -= sign * split.owedFen;
    this.card(order).disputedFen -= sign * (split.heldFen + split.payableFen + split.owedFen);
  }

  private refunds(step: ModelStep): boolean {
    return step === 'refundHeld' || step === 'refundSettled';
  }

  private card(order: number): CardMoney {
    const found = this.cards[order];
    if (!found) throw new Error(`no order ${order}`);
    return found;
  }
}
