/**
 * What parks publish on the stream `park:<id>`; other domains read them to count. Both carry parkId, wording, kind, countyCode
 * (where it lies), homeCountyCode (in whose name it counts), partnerIds, eastRegionCodes (of its eastern partners), validFrom,
 * validTo and `on`: the day of the confirmation, or the last day.
 */
export const parkEvents = {
  /** An office confirmed what is said of it, each time. */
  confirmed: 'ParkConfirmed',
  /** Offices of two sides closed it, once. */
  closed: 'ParkClosed',
} as const;

export const parkStream = (parkId: string) => `park:${parkId}`;
