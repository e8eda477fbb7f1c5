import type { AnnualAgreementType } from '../../pairing/index';
import type { Reader } from '../../platform/index';

/** Lists of counties an organization’s agreement may stand for; by their names in documents. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['FORMER_POVERTY_COUNTY', '脱贫县'],
  ['KEY_ASSISTED_COUNTY', '国家乡村振兴重点帮扶县'],
]);

/** What the two parties of agreements are called, by agreement: organizations, regions or a list of counties. */
export async function partyNames(
  reader: Reader,
  agreements: readonly AnnualAgreementType[],
): Promise<Map<string, string>> {
  const ids = agreements.flatMap((one) => [one.helperOrganizationId, one.helpedOrganizationId]);
  const rows = await reader.query<{ id: string; name: string }>(
    'SELECT id, name FROM organizations WHERE id = ANY($1::uuid[])',
    [[...new Set(ids.filter((id) => id !== null))]],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return new Map(
    agreements.map((one) => {
      const { helperOrganizationId: helper, helpedOrganizationId: helped, helpedList: list } = one;
      const first = (helper && names.get(helper)) ?? one.east.name;
      const second = list ? (LISTS.get(list) ?? list) : ((helped && names.get(helped)) ?? one.west.name);
      return [one.id, `${first}–${second}`];
    }),
  );
}
