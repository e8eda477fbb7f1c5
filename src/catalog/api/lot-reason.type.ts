import { registerEnumType } from '@nestjs/graphql';

/** Why a lot is stopped: a code, because the audit keeps no free text. */
const LOT_REASONS = ['TEST', 'DISPUTE', 'UNSAFE', 'WRONG_ORIGIN', 'WRONG_LABEL', 'OTHER'] as const;
export type LotReason = (typeof LOT_REASONS)[number];

export const LotReasonEnum = Object.fromEntries(LOT_REASONS.map((name) => [name, name]));
registerEnumType(LotReasonEnum, { name: 'LotReason' });
