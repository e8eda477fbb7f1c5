export const PARK_KINDS = ['JOINT', 'AGRICULTURAL', 'ENCLAVE', 'GENERAL'] as const;
export type ParkKind = (typeof PARK_KINDS)[number];

export const MARKET_KINDS = ['CITY', 'PORT', 'AIRPORT', 'RAILWAY', 'MOTORWAY'] as const;
export type MarketKind = (typeof MARKET_KINDS)[number];

export const SLOT_KINDS = ['LAND', 'PLANT'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

/** Yuan per m², a month or a year of lease, or once for all. */
export const PRICE_BASES = ['M2_MONTH', 'M2_YEAR', 'M2_ONCE'] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

export const PARK_FILE_KINDS = ['PHOTO', 'PLAN', 'DOCUMENT'] as const;
export type ParkFileKind = (typeof PARK_FILE_KINDS)[number];

export const POLICY_KINDS = ['TAX', 'RENT', 'SUBSIDY', 'POWER', 'TALENT', 'OTHER'] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];
