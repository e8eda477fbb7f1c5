import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { AgreementParties, codePrefix, type AgreementFacts } from '../../pairing/index';
import type { Reader } from '../../platform/index';
import { RuleVersions } from './rule-versions';

/** Whose purchases of what an agreement may count; wider than what it does count, never narrower. */
export interface AgreementReach {
  readonly scheme: string;
  readonly year: number;
  readonly eastPattern: string;
  readonly westPattern: string;
  /** Whatever was ever a unit of the helping organization; null: the helping side is a region. */
  readonly units: readonly string[] | null;
  /** The scheme says something of every portion, so that what waits for the agreement has been told. */
  readonly told: boolean;
}

/** SQL: bought by, or sold with the help of, who counts toward the agreement; of `o` with a line from its counties. */
export const orderReached = (east: string, west: string, units: string) => `(
    ${counts('o.unit_id', east, units)}
    OR EXISTS (SELECT FROM order_lines helped JOIN help_sell_mandates mandate ON mandate.id = helped.mandate_id
      WHERE helped.order_id = o.id AND ${counts('mandate.helper_id', east, units)}))
  AND EXISTS (SELECT FROM order_lines line WHERE line.order_id = o.id AND line.origin_county_code LIKE ${west})`;

/** SQL: the same of the claim `c`. */
export const claimReached = (east: string, west: string, units: string) =>
  `${counts('c.unit_id', east, units)}
    AND EXISTS (SELECT FROM claim_lines line WHERE line.claim_id = c.id AND line.county_code LIKE ${west})`;

const counts = (unit: string, east: string, units: string) =>
  `(CASE WHEN ${units}::uuid[] IS NULL THEN EXISTS (SELECT FROM organizations buying
      WHERE buying.id = ${unit} AND buying.region_code LIKE ${east}) ELSE ${unit} = ANY(${units}::uuid[]) END)`;

@Injectable()
export class AgreementReaches {
  constructor(
    private readonly parties: AgreementParties,
    private readonly organizations: Organizations,
    private readonly rules: RuleVersions,
  ) {}

  async of(reader: Reader, agreementId: string): Promise<AgreementReach | null> {
    const agreement = await this.parties.find(reader, agreementId);
    return agreement && this.reachOf(reader, agreement);
  }

  async reachOf(reader: Reader, agreement: AgreementFacts): Promise<AgreementReach> {
    const { kind, year, helperOrganizationId: helper } = agreement;
    const anywhere = agreement.helpedOrganizationId !== null || agreement.helpedList !== null;
    return {
      scheme: kind,
      year,
      eastPattern: helper ? '%' : `${codePrefix(agreement.eastRegionCode)}%`,
      westPattern: anywhere ? '%' : `${codePrefix(agreement.westRegionCode)}%`,
      units: helper ? await this.organizations.unitsEverUnder(reader, helper) : null,
      told: kind === this.rules.first,
    };
  }
}
