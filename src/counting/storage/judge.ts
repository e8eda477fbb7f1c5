import { Injectable } from '@nestjs/common';
import { Relations, type Leaf } from '../../pairing/index';
import { RememberingReader, type Reader } from '../../platform/index';
import type { Judgement } from '../domain/portion';
import type { RuleVersion } from '../domain/rule-version';
import { concerns } from '../domain/why-not-counted';
import { firstThatCounts, judgementOf, knowing, withoutRule, type Question } from './judgement-of';
import { KnownFacts, countersOf, type Gathered, type Judged } from './known-facts';
import { RuleVersions } from './rule-versions';
import { SchemeDuties, type Obliged } from './scheme-duties';

/** Judges portions by the facts and rules of their day in every scheme: the leaf each counts on, or every reason why not. */
@Injectable()
export class Judge {
  constructor(
    private readonly rules: RuleVersions,
    private readonly facts: KnownFacts,
    private readonly relations: Relations,
    private readonly duties: SchemeDuties,
  ) {}

  /** Of each portion in its order what every scheme that has a say over it says, in the order of the schemes. */
  async judgements(anyReader: Reader, portions: readonly Judged[]): Promise<Judgement[][]> {
    if (portions.length === 0) return [];
    const reader = new RememberingReader(anyReader);
    const [gathered, rules] = await Promise.all([
      this.facts.gather(reader, portions),
      this.rules.inForceOn(
        reader,
        portions.map(({ on }) => on),
      ),
    ]);
    const obliged = await this.duties.of(reader, portions, rules);
    const asked = portions.map((portion) => questionsOf(portion, rules.get(portion.on) ?? [], obliged));
    const leaves = await this.leavesOf(
      reader,
      gathered,
      asked.flat().filter(({ obligated }) => obligated),
    );
    const knownOf = knowing(gathered);
    return asked.map((questions, index) => {
      const answers = questions.flatMap((question) => {
        const covering = leaves.get(question) ?? [];
        const known = knownOf(question, covering);
        return concerns(question.rule, known) ? [judgementOf(gathered, question, covering, known)] : [];
      });
      const portion = portions[index];
      return portion && rules.get(portion.on)?.length === 0
        ? [withoutRule(gathered, portion, this.rules.first)]
        : firstThatCounts(answers);
    });
  }

  /** The most specific relations of each scheme, equally specific ones beside each other; without a duty there are none. */
  private async leavesOf(
    reader: Reader,
    gathered: Gathered,
    questions: readonly Question[],
  ): Promise<Map<Question, Leaf[]>> {
    const answers = await this.relations.leavesFor(
      reader,
      questions.map(({ portion, rule, counter }) => ({
        scheme: rule.scheme,
        unitId: counter.unitId,
        unitRegionCode: gathered.unit(counter.unitId, portion.on).regionCode,
        countyCodes: gathered.counties(portion),
        supplierId: portion.supplierId,
        on: portion.on,
      })),
    );
    return new Map(questions.map((question, index) => [question, answers[index] ?? []]));
  }
}

/** I11: a unit with a duty of its own bought what it bought; nobody else helped to sell it. */
function questionsOf(portion: Judged, rules: readonly RuleVersion[], obliged: Obliged): Question[] {
  return rules.flatMap((rule) =>
    countersOf(portion)
      .filter(({ mode }) => rule.modes.includes(mode))
      .filter(({ mode }) => mode === 'PURCHASE' || !obliged(rule.scheme, portion.unitId, portion.on))
      .map((counter) => {
        const obligated = obliged(rule.scheme, counter.unitId, portion.on);
        return { portion, rule, counter, obligated };
      }),
  );
}
