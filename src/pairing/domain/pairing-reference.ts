import { createHash } from 'node:crypto';
import { isExclusive, levelOfPair, type PairingLevel } from './pairing-level';

export interface PairingFile {
  source: string;
  rows: readonly string[];
}

/** One dated pairing as the reference file tells it. */
export interface ReferencePairing {
  id: string;
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

/** Reads the tab-separated rows; the id follows from the pair and its first day, so that loading twice changes nothing. */
export function readPairings(file: PairingFile): ReferencePairing[] {
  return file.rows.map((line) => {
    const [, eastRegionCode = '', westRegionCode = '', validFrom = '', validTo = '', verified, note = ''] =
      line.split('\t');
    const level = levelOfPair(eastRegionCode, westRegionCode);
    if (!level) throw new Error(`no pairing level for ${eastRegionCode} and ${westRegionCode}`);
    return {
      id: stableId(`EAST_WEST/${eastRegionCode}/${westRegionCode}/${validFrom}`),
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

function stableId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
