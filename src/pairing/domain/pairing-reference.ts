import { isExclusive, levelOfPair, type PairingLevel } from './pairing-level';

export interface PairingFile {
  source: string;
  rows: readonly string[];
}

/** One dated pairing as the reference file tells it. */
export interface ReferencePairing {
  /** Follows from the pair and its first day, so that loading twice changes nothing. */
  key: string;
  level: PairingLevel;
  eastRegionCode: string;
  westRegionCode: string;
  validFrom: string;
  validTo: string | null;
  exclusive: boolean;
  sourceDocument: string;
  verified: boolean;
  note: string | null;
}

/** Reads the tab-separated rows. */
export function readPairings(file: PairingFile): ReferencePairing[] {
  return file.rows.map((line) => {
    const [, eastRegionCode = '', westRegionCode = '', validFrom = '', validTo = '', verified, note = ''] =
      line.split('\t');
    const level = levelOfPair(eastRegionCode, westRegionCode);
    if (!level) throw new Error(`no pairing level for ${eastRegionCode} and ${westRegionCode}`);
    return {
      key: `EAST_WEST/${eastRegionCode}/${westRegionCode}/${validFrom}`,
      level,
      eastRegionCode,
      westRegionCode,
      validFrom,
      validTo: validTo || null,
      exclusive: isExclusive('EAST_WEST', level),
      sourceDocument: file.source,
      verified: verified === '1',
      note: note || null,
    };
  });
}
