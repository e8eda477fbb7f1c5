import type { Leaf } from '../../pairing/index';
import { NO_RULE_IN_FORCE } from '../domain/count-reasons';
import type { Explain, Judgement } from '../domain/portion';
import type { Known } from '../domain/rule-language';
import type { RuleVersion } from '../domain/rule-version';
import { askedByVersion, chosenLeaf, relationFacts, whyNotCounted } from '../domain/why-not-counted';
import { datedRules, portionFacts, type Counter, type Gathered, type Judged } from './known-facts';

/** One scheme asked of one portion for one who may count it. */
export interface Question {
  readonly portion: Judged;
  readonly rule: RuleVersion;
  readonly counter: Counter;
  /** The counter has a duty of its own in the scheme. */
  readonly obligated: boolean;
}

/** Everything a rule may ask; what all schemes ask of a portion is put together once. */
export function knowing(gathered: Gathered) {
  const told = new Map<Judged, Map<Counter['mode'], Known['facts']>>();
  const inForce = new Map<string, Known['rules']>();
  return ({ portion, rule, counter, obligated }: Question, leaves: readonly Leaf[]): Known => {
    const byMode = told.get(portion) ?? new Map<Counter['mode'], Known['facts']>();
    const own = byMode.get(counter.mode) ?? portionFacts(gathered, portion, counter);
    told.set(portion, byMode.set(counter.mode, own));
    const { on } = portion;
    const { regionCode } = gathered.unit(counter.unitId, on);
    const key = `${rule.id} ${on} ${regionCode}`;
    const rules = inForce.get(key) ?? datedRules(gathered, askedByVersion(rule).rules, on, regionCode);
    inForce.set(key, rules);
    // Inherited, not copied: a copy of so many costs more than all that is asked of it.
    const facts: Known['facts'] = Object.assign(Object.create(own) as Known['facts'], {
      ...relationFacts(leaves, portion.choices),
      'unit.obligated': obligated,
    });
    return { facts, rules };
  };
}

export function judgementOf(
  gathered: Gathered,
  { portion, rule, counter }: Question,
  leaves: readonly Leaf[],
  known: Known,
): Judgement {
  const reasons = whyNotCounted(rule, known);
  const leaf = chosenLeaf(leaves, portion.choices);
  const counts = reasons.length === 0 && leaf?.agreementId && leaf.commitmentId;
  const asked = askedByVersion(rule).facts.map((name) => [name, known.facts[name] ?? null] as const);
  return {
    scheme: rule.scheme,
    mode: counter.mode,
    helperId: counter.mode === 'HELP_SELL' ? counter.unitId : null,
    unit: rule.unit,
    leaf: counts ? { ...leaf, agreementId: leaf.agreementId, commitmentId: leaf.commitmentId } : null,
    reasons,
    ruleVersion: rule.id,
    unitRegionCode: gathered.unit(counter.unitId, portion.on).regionCode,
    explain: {
      ...explained(gathered, portion, counter, { ruleVersion: rule.id, reasons }),
      facts: Object.fromEntries(asked),
      rules: known.rules,
      pairings: leaves.map(({ pairingId }) => pairingId),
    },
  };
}

/** Before the first rule of any scheme nothing counts, and that is said. */
export function withoutRule(gathered: Gathered, portion: Judged, scheme: string): Judgement {
  const counter: Counter = { mode: 'PURCHASE', unitId: portion.unitId };
  const by = { ruleVersion: 'NONE', reasons: [NO_RULE_IN_FORCE] };
  const explain = explained(gathered, portion, counter, by);
  const { unitRegion: unitRegionCode } = explain;
  return {
    scheme,
    mode: counter.mode,
    helperId: null,
    unit: 'YUAN',
    leaf: null,
    ...by,
    unitRegionCode,
    explain,
  };
}

/** I11: of each scheme the first mode that counts, purchase before help-sell; where none does, what the last one lacks. */
export function firstThatCounts(answers: readonly Judgement[]): Judgement[] {
  const byScheme = new Map<string, Judgement>();
  for (const answer of answers) if (!byScheme.get(answer.scheme)?.leaf) byScheme.set(answer.scheme, answer);
  return [...byScheme.values()];
}

function explained(
  gathered: Gathered,
  portion: Judged,
  { unitId }: Counter,
  by: Pick<Explain, 'ruleVersion' | 'reasons'>,
): Explain {
  const { on, choices } = portion;
  return {
    on,
    ...by,
    facts: {},
    rules: {},
    unitRegion: gathered.unit(unitId, on).regionCode,
    originCounties: gathered.counties(portion),
    pairings: [],
    choices,
  };
}
