import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type BusinessDate,
  type Ticks,
} from '../../platform/index';
import { CutAnswers } from '../storage/cut-answers';

const AT_ONCE = 100;

/** A buyer who does not answer a smaller harvest in time takes what there is; his signature is asked for all the same. */
@Repeated({ name: 'answer-cuts-by-time', everySeconds: 300 })
export class AnswerCutsByTime implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly answers: CutAnswers,
  ) {}

  async tick(): Promise<void> {
    const today: BusinessDate = businessDateOf(this.clock.now());
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE harvest = 'CUT' AND (cut_answer_on IS NULL OR cut_answer_on < $1)
       ORDER BY cut_answer_on, id LIMIT ${AT_ONCE}`,
      [today],
    );
    await oneByOne(late, ({ id }) => this.transactions.run((tx) => this.answers.follow(tx, id, today)));
  }
}
