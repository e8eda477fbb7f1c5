/** Where a thread finds `highsSolver` without loading the rest of the platform. */
export const solverModule = (): string => require.resolve('./highs-solver');
