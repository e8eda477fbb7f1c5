import { Injectable } from '@nestjs/common';
import { orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, isUscc } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { ancestorCodes, industries } from '../../regions/index';
import { projectRefusals } from '../domain/project.refusals';
import type { ParkProject } from './project.entity';

/** What is said of a project until it is signed. */
export interface SaidProjectTerms {
  readonly title: string;
  readonly industryCode: string;
  readonly investment: MoneyText;
  readonly plannedJobs: number;
  readonly landM2?: number | null;
  readonly pairingId?: string | null;
  readonly countingYear?: number | null;
}

export interface SaidInvestor {
  readonly organizationId?: string | null;
  readonly name?: string | null;
  readonly uscc?: string | null;
}

type Terms = Pick<
  ParkProject,
  | 'title'
  | 'industryCode'
  | 'investmentFen'
  | 'plannedJobs'
  | 'landM2'
  | 'pairingId'
  | 'eastRegionCode'
  | 'countingYear'
>;
type Investor = Pick<ParkProject, 'investorId' | 'investorName' | 'investorUscc'>;

/** Reads what people say of a project. */
@Injectable()
export class ProjectTerms {
  constructor(private readonly organizations: Organizations) {}

  async read(tx: Tx, said: SaidProjectTerms, countyCode: string, path: RefusalPath): Promise<Terms> {
    if (!industries.find(said.industryCode))
      refuse(projectRefusals.INDUSTRY_UNKNOWN([...path, 'industryCode']));
    const { fen } = orRefused([...path, 'investment'], () => parseMoney(said.investment));
    if (fen === 0n) refuse(projectRefusals.INVESTMENT_ZERO([...path, 'investment']));
    requireWithin(said.plannedJobs, 0, 1_000_000, () =>
      projectRefusals.JOBS_OUT_OF_RANGE([...path, 'plannedJobs']),
    );
    if (said.landM2 !== undefined && said.landM2 !== null)
      requireWithin(said.landM2, 1, 1_000_000_000, () =>
        projectRefusals.LAND_OUT_OF_RANGE([...path, 'landM2']),
      );
    if (said.countingYear !== undefined && said.countingYear !== null)
      requireWithin(said.countingYear, 2016, 2100, () =>
        projectRefusals.YEAR_OUT_OF_RANGE([...path, 'countingYear']),
      );
    const { title, industryCode, plannedJobs, landM2, pairingId, countingYear } = said;
    return {
      title,
      industryCode,
      investmentFen: fen,
      plannedJobs,
      landM2: landM2 ?? null,
      pairingId: pairingId ?? null,
      eastRegionCode: pairingId ? await this.eastOf(tx, pairingId, countyCode, [...path, 'pairingId']) : null,
      countingYear: countingYear ?? null,
    };
  }

  /** An organization with a code of its own, or an enterprise by name and code. */
  async investor(tx: Tx, { organizationId, name, uscc }: SaidInvestor, path: RefusalPath): Promise<Investor> {
    if (organizationId) {
      if (name || uscc) refuse(projectRefusals.INVESTOR_MISSING(path));
      const found = await this.organizations.find(tx, organizationId);
      if (!found) return refuse(projectRefusals.ORGANIZATION_UNKNOWN([...path, 'organizationId']));
      if (!found.uscc) return refuse(projectRefusals.INVESTOR_HAS_NO_USCC([...path, 'organizationId']));
      return { investorId: found.id, investorName: found.name, investorUscc: found.uscc };
    }
    if (!name || !uscc) return refuse(projectRefusals.INVESTOR_MISSING(path));
    if (!isUscc(uscc)) refuse(projectRefusals.USCC_INVALID([...path, 'uscc']));
    return { investorId: null, investorName: name, investorUscc: uscc };
  }

  /** Of a pairing of regions that is in force today and covers the park’s county. */
  private async eastOf(tx: Tx, pairingId: string, countyCode: string, path: RefusalPath): Promise<string> {
    const [found] = await tx.query<{ east: string }>(
      `SELECT east_region_code AS east FROM pairings WHERE id = $1 AND kind = 'EAST_WEST' AND level <> 'ORGANIZATION'
          AND state = 'ACTIVE' AND valid_from <= $2::date AND (valid_to IS NULL OR valid_to >= $2::date)
          AND west_region_code = ANY($3)`,
      [pairingId, businessDateOf(tx.at), ancestorCodes(countyCode)],
    );
    return found?.east ?? refuse(projectRefusals.PAIRING_NOT_OF_PARK(path));
  }
}

function requireWithin(
  value: number,
  least: number,
  most: number,
  refusal: () => Parameters<typeof refuse>[0],
): void {
  if (value < least || value > most) refuse(refusal());
}
