import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import { Orders, Settlements } from '../../procurement/index';
import { portionIdOf, type Judgement, type Portion } from '../domain/portion';
import { Judge } from './judge';
import { OrderPortions } from './order-portions';
import { ANSWERS, differingPortions } from './recount-differences';
import { gatherQuestions, inOwnSchema, questionsAfter, type RecountQuestion } from './recount-questions';
import { newSeed } from './weights';

/** Questions judged at once. */
const AT_ONCE = 2_000;

/**
 * Counts everything again from the raw records: what is paid, settled lines, refunds, corrections, recalls, and the facts
 * and rules of their days. Neither the entries nor what was explained with them has a say. The database finds out which
 * lines are judged alike and adds them up; each judgement is made once.
 */
@Injectable()
export class Recount {
  constructor(
    private readonly orders: Orders,
    private readonly settlements: Settlements,
    private readonly portions: OrderPortions,
    private readonly judge: Judge,
  ) {}

  /** In the caller's transaction: its tables are gone with it. */
  differences(reader: Reader): Promise<{ examined: number; lines: string[] }> {
    return inOwnSchema(reader, async () => {
      const { examined, which } = await gatherQuestions(reader, newSeed());
      await this.answerAll(reader);
      return { examined, lines: await differingPortions(reader, which) };
    });
  }

  private async answerAll(reader: Reader): Promise<void> {
    await reader.query(ANSWERS);
    let after: RecountQuestion | null = null;
    for (;;) {
      const questions: RecountQuestion[] = await questionsAfter(reader, after, AT_ONCE);
      await this.answer(reader, questions);
      if (questions.length < AT_ONCE) break;
      after = questions.at(-1) ?? null;
    }
    await reader.query('ANALYZE recount_answers');
  }

  private async answer(reader: Reader, questions: readonly RecountQuestion[]): Promise<void> {
    const known = new Map(
      (await this.asked(reader, questions)).map((portion) => [portionIdOf(portion.source), portion]),
    );
    const asked = questions.map(({ portionId, unitId, on }) => {
      const portion = known.get(portionId);
      if (!portion) throw new Error(`the line ${portionId} is gone`);
      return { ...portion, unitId, on };
    });
    const judged = await this.judge.judgements(reader, asked);
    const answers = questions.flatMap(({ key }, index) =>
      (judged[index] ?? []).flatMap((judgement) => answerOf(key, judgement)),
    );
    await reader.query(
      `INSERT INTO recount_answers (key, scheme, mode, unit, agreement_id, pairing_id, commitment_id)
       SELECT key, scheme, mode, unit, agreement_id, pairing_id, commitment_id FROM json_to_recordset($1::json)
         AS told (key bigint, scheme text, mode text, unit text, agreement_id uuid, pairing_id uuid, commitment_id uuid)`,
      [JSON.stringify(answers)],
    );
  }

  private async asked(reader: Reader, questions: readonly RecountQuestion[]): Promise<Portion[]> {
    const settled = questions.filter((question) => question.settled).map(({ portionId }) => portionId);
    const orders = questions.filter((question) => !question.settled).map(({ orderId }) => orderId);
    const lines = await this.orders.linesOf(reader, [...new Set(orders)]);
    return [
      ...(await this.portions.ofSettled(reader, await this.settlements.linesById(reader, settled))),
      ...(await this.portions.ofOrdered(reader, lines, () => '')),
    ];
  }
}

function answerOf(key: bigint, { scheme, mode, unit, leaf }: Judgement): object[] {
  if (!leaf) return [];
  return [
    {
      key: String(key),
      scheme,
      mode,
      unit,
      agreement_id: leaf.agreementId,
      pairing_id: leaf.pairingId,
      commitment_id: leaf.commitmentId,
    },
  ];
}
