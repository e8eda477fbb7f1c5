import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Role, Tasks, describeWork } from '../../organizations/index';
import {
  addDays,
  businessDateOf,
  startOfBusinessDate,
  type BusinessDate,
  type Reader,
  type Tx,
} from '../../platform/index';
import type { ForwardSupplyRow } from './forward-supply.entity';
import { SupplyRules } from './supply-rules';

describeWork({
  CERTIFY_HARVEST: { zh: '将预计上市的收成转为批次', en: 'Certify the announced harvest as lots' },
  HARVEST_SHRUNK: { zh: '预计上市的收成减产', en: 'An announced harvest came out smaller' },
  ANNOUNCEMENT_CLOSED: {
    zh: '预计上市已到期，系统已关闭',
    en: 'An announced harvest was closed after its window',
  },
});

const subjectOf = ({ id }: Pick<ForwardSupplyRow, 'id'>) => ({ subjectKind: 'ForwardSupply', subjectId: id });

/** What an announcement asks of its supplier, and who hears how it ended. */
@Injectable()
export class SupplyWork {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly rules: SupplyRules,
  ) {}

  /** Due until the clock would close it. */
  async toCertify(tx: Tx, supply: ForwardSupplyRow, windowTo: string): Promise<void> {
    const days = await this.rules.certifyingDays(tx, businessDateOf(tx.at));
    await this.tasks.open(tx, {
      organizationId: supply.supplierId,
      role: Role.SUPPLIER,
      kind: 'CERTIFY_HARVEST',
      ...subjectOf(supply),
      dueAt: startOfBusinessDate(addDays(windowTo, days + 1)),
    });
  }

  /** Windows that ended before this day can be certified no more. */
  async lastWindow(reader: Reader, today: BusinessDate): Promise<BusinessDate> {
    return addDays(today, -(await this.rules.certifyingDays(reader, today)));
  }

  async ended(tx: Tx, supply: ForwardSupplyRow): Promise<void> {
    await this.tasks.close(tx, subjectOf(supply));
  }

  /** A smaller harvest is told to the county that believed the land. */
  async shrunk(tx: Tx, supply: ForwardSupplyRow, certifiedBase: bigint): Promise<void> {
    const { originCountyCode } = supply;
    const covering = await this.organizations.covering(tx, originCountyCode, Role.COUNTY_AGRI);
    const known = await this.organizations.many(tx, covering);
    const own = covering.filter((id) => known.get(id)?.regionCode === originCountyCode);
    await this.notices.sendAll(
      tx,
      own.map((organizationId) => ({
        organizationId,
        role: Role.COUNTY_AGRI,
        kind: 'HARVEST_SHRUNK',
        ...subjectOf(supply),
        data: { certifiedBase: String(certifiedBase) },
      })),
    );
  }

  async closedByClock(tx: Tx, supply: ForwardSupplyRow): Promise<void> {
    await this.notices.send(tx, {
      organizationId: supply.supplierId,
      role: Role.SUPPLIER,
      kind: 'ANNOUNCEMENT_CLOSED',
      ...subjectOf(supply),
    });
  }
}
