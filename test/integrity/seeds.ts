const run = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

/** The years the rules' thresholds were chosen on. */
export const TUNED_SEEDS: readonly number[] = run(1, 24);

/** The years the rules are judged by; nobody looked at them before the thresholds were fixed. */
export const JUDGED_SEEDS: readonly number[] = run(501, 20);
