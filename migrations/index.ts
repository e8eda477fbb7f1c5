import type { MigrationInterface } from 'typeorm';

/** Every migration in the order it runs: an explicit list, so that compiler, tests and commands see the same one. */
export const migrations: (new () => MigrationInterface)[] = [];
