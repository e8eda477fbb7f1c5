import type { CommitmentUnit } from '../../../pairing/index';
import type { CellKind } from '../../../platform/index';

const whole = (sign: string): { kind: CellKind; sign: string } => ({ kind: 'WHOLE', sign });

/** How a unit is written in tables. */
export const SHEET_UNITS: Readonly<
  Record<CommitmentUnit, { readonly kind: CellKind; readonly sign: string }>
> = {
  YUAN: { kind: 'MONEY', sign: '元' },
  PERSON: whole('人'),
  ENTERPRISE: whole('家'),
  PARK: whole('个'),
  WORKSHOP: whole('个'),
  PROJECT: whole('个'),
};
