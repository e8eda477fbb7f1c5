import { Repeated, Transactions, type Ticks } from '../../platform/index';

/** Rows folded in one transaction. */
const AT_MOST = 20_000;

/** The totals' new rows are added to what was recorded by month and by day; nobody waits for it, it only keeps reading quick. */
@Repeated({ name: 'fold-counting-totals', everySeconds: 5 })
export class FoldTotals implements Ticks {
  constructor(private readonly transactions: Transactions) {}

  async tick(): Promise<void> {
    while ((await this.fold()) === AT_MOST);
  }

  private fold(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<{ folded: number }>('SELECT fold_counting_totals($1) AS folded', [
        AT_MOST,
      ]);
      return row?.folded ?? 0;
    });
  }
}
