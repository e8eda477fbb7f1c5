import { connectionOf } from '../../platform/index';
import { LOT_VIEW, LOT_VIEW_FROM, type LotViewRow } from '../storage/lot-view';
import { LotRecord } from './lot-record';
import { LotType } from './lot.type';
import type { RecordKind } from './managed-records';

export const LotConnection = connectionOf(LotType, 'Lot');

/** Lots whether or not they are on sale; the page's first value is the day they are looked at. */
export const MANAGED_LOTS: RecordKind<LotViewRow, LotType> = {
  list: 'managedLots',
  table: 'l',
  countyColumn: 'l.origin_county_code',
  from: LOT_VIEW_FROM,
  columns: LOT_VIEW,
  node: (row, facts) => new LotRecord(row, facts),
};
