import type { ParkIntent, ParksInput, ParksReport } from '../../libs/matching/src/index';

/**
 * What may stand in a result, read from the raw input and the model in words alone: nothing of the engine but the two scores of a
 * pair (`scores`), which have tests of their own.
 */
export interface PairScores {
  /** Whether intent and slot may come together at all, what the park gives the intent and the intent the slot. */
  readonly passes: (intentId: string, slotId: string) => boolean;
  readonly ofPark: (intentId: string, slotId: string) => number;
  readonly ofSlot: (intentId: string, slotId: string) => number;
}

export interface Blocking {
  readonly intentId: string;
  readonly slotId: string;
  /** Both where those who would be wronged differ. */
  readonly causes: readonly string[];
}

type Held = ReadonlyMap<string, string>;

export class ParksBruteForce {
  readonly #input: ParksInput;
  readonly #scores: PairScores;
  readonly #parkOf: ReadonlyMap<string, string>;
  readonly #reserveOf: ReadonlyMap<string, string>;
  readonly #intents: ReadonlyMap<string, ParkIntent>;
  readonly #taken: ReadonlySet<string>;

  constructor(input: ParksInput, scores: PairScores) {
    this.#input = input;
    this.#scores = scores;
    this.#parkOf = new Map(input.slots.map(({ id, parkId }) => [id, parkId]));
    this.#reserveOf = new Map(input.reserves.flatMap(({ id, slotIds }) => slotIds.map((slot) => [slot, id])));
    this.#intents = new Map(input.intents.map((intent) => [intent.id, intent]));
    this.#taken = new Set(input.taken.map(({ slotId }) => slotId));
  }

  /** What is wrong with the amounts of a result: empty where nothing is. */
  faults({ placements }: ParksReport): string[] {
    const held = new Map(placements.map(({ intentId, slotId }) => [intentId, slotId]));
    const twice = placements.length - held.size + placements.length - new Set(held.values()).size;
    const slots = this.#input.slots.map(({ id }) => id);
    return [
      ...(twice > 0 ? ['somebody or something twice'] : []),
      ...[...held]
        .filter(([intent, slot]) => !this.#scores.passes(intent, slot))
        .map(([intent]) => `${intent} may not`),
      ...[...held.values()].filter((slot) => this.#taken.has(slot)).map((slot) => `${slot} was taken`),
      ...slots.flatMap((slot) =>
        this.#roomLeft(held, slot, 'PARK').every(([, left]) => left >= 0) ? [] : [`${slot}: park over`],
      ),
      ...slots.flatMap((slot) =>
        this.#inArea(held, slot).length === 0 ||
        this.#roomLeft(held, slot, 'AREA').every(([, left]) => left >= 0)
          ? []
          : [`${slot}: area over`],
      ),
    ];
  }

  /** Everybody who envies a holder with right: he could simply come in his place. */
  envies(held: Held): { readonly intentId: string; readonly slotId: string }[] {
    return this.#wanted(held).filter(({ intentId, slotId }) => {
      const holder = holderOf(held, slotId);
      return (
        holder !== null &&
        this.#isServedBefore(intentId, holder, slotId) &&
        this.#fits(held, intentId, slotId, [holder], 'AREA')
      );
    });
  }

  /** By looking at every set of holders that might go. */
  blocking(held: Held): Blocking[] {
    return this.#wanted(held).flatMap(({ intentId, slotId }) => {
      const holder = holderOf(held, slotId);
      const first = holder === null || this.#isServedBefore(intentId, holder, slotId);
      if (!first && !this.#isRankedAbove(intentId, holder, slotId)) return [];
      const inArea = this.#inArea(held, slotId).filter((one) => one !== intentId);
      const after = inArea.filter((one) => this.#isServedBefore(intentId, one, slotId));
      const inPark = [...held]
        .filter(([, slot]) => this.#parkOf.get(slot) === this.#parkOf.get(slotId))
        .map(([one]) => one);
      const below = inPark.filter(
        (one) => one !== intentId && (after.includes(one) || this.#isRankedAbove(intentId, one, slotId)),
      );
      const must = holder === null ? [] : [holder];
      const works = (among: readonly string[], where: 'AREA' | 'PARK') =>
        subsets(among.filter((one) => one !== holder)).some((gone) =>
          this.#fits(held, intentId, slotId, [...must, ...gone], where),
        );
      if (!works(below, 'PARK')) return [];
      if (!first || !works(after, 'AREA')) return [{ intentId, slotId, causes: ['RESERVE'] }];
      if (holder === null && this.#fits(held, intentId, slotId, [], 'AREA'))
        return [{ intentId, slotId, causes: this.#causesOfMoving(held, intentId, slotId) }];
      return [{ intentId, slotId, causes: ['SHARED_RESOURCE'] }];
    });
  }

  /** The slot is empty and the intent fits: whom would it wrong? Nobody: then it had to have it. */
  #causesOfMoving(held: Held, intentId: string, slotId: string): string[] {
    const moved = new Map(held).set(intentId, slotId);
    const causes = this.envies(moved).flatMap((envy): string[] => {
      const holder = holderOf(held, envy.slotId);
      if (!this.#fits(held, envy.intentId, envy.slotId, holder === null ? [] : [holder], 'AREA'))
        return ['SHARED_RESOURCE'];
      if (!this.#isRankedAbove(envy.intentId, intentId, slotId)) return ['RESERVE'];
      return this.#causesOfMoving(held, envy.intentId, slotId);
    });
    return causes.length === 0 ? ['NOBODY IS WRONGED'] : [...new Set(causes)];
  }

  #wanted(held: Held): { readonly intentId: string; readonly slotId: string }[] {
    return this.#input.intents.flatMap(({ id: intentId }) =>
      this.#input.slots.flatMap(({ id: slotId }) => {
        const own = held.get(intentId);
        const open = this.#scores.passes(intentId, slotId) && !this.#taken.has(slotId) && own !== slotId;
        const likes =
          own === undefined || this.#scores.ofSlot(intentId, slotId) > this.#scores.ofSlot(intentId, own);
        return open && likes ? [{ intentId, slotId }] : [];
      }),
    );
  }

  #isRankedAbove(intentId: string, other: string, slotId: string): boolean {
    return this.#scores.ofPark(intentId, slotId) > this.#scores.ofPark(other, slotId);
  }

  #isServedBefore(intentId: string, other: string, slotId: string): boolean {
    const isMeant = (id: string) =>
      this.#intents.get(id)?.reserveIds.includes(this.#reserveOf.get(slotId) ?? '') ?? false;
    if (isMeant(intentId) !== isMeant(other)) return isMeant(intentId);
    return this.#isRankedAbove(intentId, other, slotId);
  }

  /** Who holds a slot of the same park that is in the same reserve, or in none as this one. */
  #inArea(held: Held, slotId: string): string[] {
    return [...held]
      .filter(([, slot]) => this.#areaOf(slot) === this.#areaOf(slotId))
      .map(([intent]) => intent);
  }

  readonly #areaOf = (slotId: string): string =>
    `${this.#parkOf.get(slotId)} ${this.#reserveOf.get(slotId) ?? ''}`;

  #fits(
    held: Held,
    intentId: string,
    slotId: string,
    gone: readonly string[],
    where: 'AREA' | 'PARK',
  ): boolean {
    const after = new Map([...held].filter(([one]) => !gone.includes(one))).set(intentId, slotId);
    const needs = this.#intents.get(intentId)?.needs ?? {};
    return this.#roomLeft(after, slotId, where).every(
      ([name, left]) => left >= 0 || (needs[name] ?? 0) === 0,
    );
  }

  /** Of each shared resource of the slot's park, or of its area there, what is left. */
  #roomLeft(held: Held, slotId: string, where: 'AREA' | 'PARK'): [string, number][] {
    const park = this.#input.parks.find(({ id }) => id === this.#parkOf.get(slotId));
    const nameOf = (slot: string) => (where === 'PARK' ? `${this.#parkOf.get(slot)}` : this.#areaOf(slot));
    const isHere = (slot: string) => nameOf(slot) === nameOf(slotId);
    return Object.keys(park?.capacities ?? {}).map((name) => {
      let left = where === 'PARK' ? this.#freeOfPark(park?.id ?? '', name) : this.#freeOfArea(slotId, name);
      for (const [intent, slot] of held)
        if (isHere(slot)) left -= this.#intents.get(intent)?.needs[name] ?? 0;
      return [name, left];
    });
  }

  #capacity(parkId: string, name: string): number {
    return this.#input.parks.find(({ id }) => id === parkId)?.capacities[name] ?? 0;
  }

  #drawn(isCounted: (slotId: string) => boolean, name: string): number {
    return this.#input.taken.reduce(
      (sum, { slotId, uses }) => sum + (isCounted(slotId) ? (uses[name] ?? 0) : 0),
      0,
    );
  }

  #freeOfPark(parkId: string, name: string): number {
    return Math.max(
      0,
      this.#capacity(parkId, name) - this.#drawn((slot) => this.#parkOf.get(slot) === parkId, name),
    );
  }

  /** Its part less what was drawn in it; what another drew beyond its own part is missing first in the open area, then in order. */
  #freeOfArea(slotId: string, name: string): number {
    const parkId = this.#parkOf.get(slotId) ?? '';
    const whole = this.#capacity(parkId, name);
    const here = this.#input.reserves
      .filter(({ slotIds }) => slotIds.some((slot) => this.#parkOf.get(slot) === parkId))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const parts = here.map(({ id, resourcesBasisPoints }) => ({
      id,
      part: Math.floor((whole * resourcesBasisPoints) / 10_000),
    }));
    const open = { id: '', part: whole - parts.reduce((sum, { part }) => sum + part, 0) };
    const free = [open, ...parts].map(({ id, part }) => ({
      name: `${parkId} ${id}`,
      left: Math.max(0, part - this.#drawn((slot) => this.#areaOf(slot) === `${parkId} ${id}`, name)),
    }));
    let above = free.reduce((sum, { left }) => sum + left, 0) - this.#freeOfPark(parkId, name);
    for (const area of free) {
      const less = Math.min(area.left, above);
      area.left -= less;
      above -= less;
    }
    return free.find((area) => area.name === this.#areaOf(slotId))?.left ?? 0;
  }
}

const holderOf = (held: Held, slotId: string): string | null =>
  [...held].find(([, slot]) => slot === slotId)?.[0] ?? null;

function subsets(of: readonly string[]): string[][] {
  return Array.from({ length: 2 ** of.length }, (_, bits) =>
    of.filter((_one, at) => ((bits >> at) & 1) === 1),
  );
}
