/** Who answers for runs: platform operations and the offices of both sides. */
export const RUN_REQUESTERS = ['PLATFORM_OPS', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'] as const;
/** …and who looks on. */
export const RUN_READERS = [...RUN_REQUESTERS, 'AUDITOR'] as const;
