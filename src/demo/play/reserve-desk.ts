import { ConfirmFiling, FileReserve, GrantPurchaser } from '../../reserves/index';
import type { Actor } from '../../platform/index';
import { DEMO_PASSWORD } from '../domain/demo-accounts';
import { BUREAU, BUREAU_UNITS } from '../domain/plan-assisting';
import { officeKey } from '../domain/plan-parties';
import { yuanText } from '../domain/said-amounts';
import type { PlannedSchemes } from '../domain/scheme-script';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const BUREAU_FEN = 30_000_000n;
const SCHOOL_FEN = 12_000_000n;
const CONTRACTOR = 'b310115';
const REGION = '310000';

interface Filed {
  readonly key: string;
  readonly canteen: 'OWN' | 'NONE' | 'OUTSOURCED' | 'SHARED';
  readonly fen?: bigint;
  /** Who confirms it; nobody has yet where it is missing. */
  readonly confirmer?: Actor;
}

/** 预留份额: the bureau files for itself and its trade union, its schools each in another way; one filing waits. */
export async function fileReserves(stage: Stage, cast: Cast, planned: PlannedSchemes): Promise<void> {
  const head = cast.as(BUREAU, 'approver');
  const filings: Filed[] = [
    { key: BUREAU, canteen: 'OWN', fen: BUREAU_FEN, confirmer: cast.as(officeKey(REGION), 'coord') },
    { key: BUREAU_UNITS.outsourced, canteen: 'OUTSOURCED', fen: SCHOOL_FEN, confirmer: head },
    { key: BUREAU_UNITS.shared, canteen: 'SHARED', confirmer: head },
    { key: BUREAU_UNITS.without, canteen: 'NONE' },
  ];
  for (const year of planned.years) for (const filed of filings) await file(stage, cast, filed, year);
  const grant = {
    idempotencyKey: 'demo-purchaser',
    unitId: cast.idOf(BUREAU_UNITS.outsourced),
    contractorId: cast.idOf(CONTRACTOR),
    validFrom: planned.relatedOn,
  };
  const approver = cast.as(BUREAU, 'approver');
  await done('grantPurchaser', stage.use(GrantPurchaser).execute(approver, grant));
}

async function file(stage: Stage, cast: Cast, filed: Filed, year: number): Promise<void> {
  const { key, canteen, fen, confirmer } = filed;
  const input = {
    idempotencyKey: `demo-filing-${key}-${year}`,
    unitId: cast.idOf(key),
    year,
    canteen,
    canteenAmount: fen === undefined ? null : yuanText(fen),
    representativeUnitId: canteen === 'SHARED' ? cast.idOf(BUREAU) : null,
    contractorId: canteen === 'OUTSOURCED' ? cast.idOf(CONTRACTOR) : null,
    unionUnitIds: key === BUREAU ? [cast.idOf(BUREAU_UNITS.union)] : [],
    password: DEMO_PASSWORD,
  };
  const signed = stage.use(FileReserve).execute(cast.as(key, 'approver'), input);
  const { filingId } = await done(`fileReserve ${key}`, signed);
  if (!confirmer) return;
  const paper = await stage.database.one<{ sha256: string }>(
    'SELECT sha256 FROM reserve_filings WHERE id = $1',
    [filingId],
  );
  const word = {
    idempotencyKey: `demo-filing-confirmed-${key}-${year}`,
    filingId,
    expectedVersion: 1,
    sha256: paper?.sha256 ?? '',
    password: DEMO_PASSWORD,
  };
  await done(`confirmFiling ${key}`, stage.use(ConfirmFiling).execute(confirmer, word));
}
