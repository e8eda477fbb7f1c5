export interface Category {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly dimension: 'MASS' | 'VOLUME' | 'COUNT';
}

export interface Crop {
  readonly code: string;
  readonly name: string;
  readonly categoryCode: string;
  /** What else people call it, blanks between: 土豆 is how 马铃薯 is looked for. */
  readonly otherNames?: string;
}

export function readCategories(rows: readonly string[]): Category[] {
  return rows.map((row) => {
    const [code = '', name = '', parent = '', dimension = ''] = row.split('\t');
    return { code, name, parentCode: parent || null, dimension: dimension as Category['dimension'] };
  });
}

export function readCrops(rows: readonly string[]): Crop[] {
  return rows.map((row) => {
    const [code = '', name = '', categoryCode = '', otherNames = ''] = row.split('\t');
    return { code, name, categoryCode, otherNames };
  });
}
