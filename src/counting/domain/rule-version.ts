export type CountingScheme = 'EAST_WEST';

/** 统计口径 of one scheme for a time; entries pin the version they were decided under. */
export interface RuleVersion {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Kinds of organizations whose purchases count. */
  readonly buyerKinds: readonly string[];
  /** What is counted: goods with tax; freight stands apart. */
  readonly amount: 'GOODS_TAX_INCLUDED';
  readonly textZh: string;
  readonly textEn: string;
  readonly sourceDocument: string;
  readonly verified: boolean;
}

/** The version in force on a day, or null. */
export function versionOn(versions: readonly RuleVersion[], on: string): RuleVersion | null {
  return (
    versions.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo)) ?? null
  );
}
