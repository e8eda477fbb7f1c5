import { createHash } from 'node:crypto';
import { isPart, type IndustryPortion } from '../../domain/industry-portion';

/** The part of a record is a portion beside the whole: each is disputed and carried by itself. */
export function portionIdOf({ indicator, source }: Pick<IndustryPortion, 'indicator' | 'source'>): string {
  const { projectId, parkId, capitalRecordId, operatingRecordId } = source;
  const id = capitalRecordId ?? operatingRecordId ?? projectId ?? parkId;
  if (id === null) throw new Error('what counts stands on something');
  return isPart(indicator) ? partOf(id) : id;
}

/** As the database derives it. */
function partOf(id: string): string {
  const hex = createHash('sha256').update(`${id}:formerly-poor`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
