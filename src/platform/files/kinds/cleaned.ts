import { refuse } from '../../../../libs/workflow/src/index';
import { fileRefusals } from '../files.refusals';

export type Removed = 'LOCATION' | 'METADATA';

/** What is kept of an upload: the same document without what it should not tell. */
export interface Cleaned {
  readonly bytes: Buffer;
  readonly removed: readonly Removed[];
}

const PATH = ['file'];
const MEGAPIXELS = 64;
const MOST_CHUNKS = 20_000;
const LONGEST_SIDE = 20_000;

export const broken = (): never => refuse(fileRefusals.FILE_BROKEN(PATH));
export const active = (what: string): never => refuse(fileRefusals.FILE_ACTIVE_CONTENT({ what }, PATH));
export const notInspectable = (): never => refuse(fileRefusals.FILE_NOT_INSPECTABLE(PATH));
export const unpacksTooLarge = (): never => refuse(fileRefusals.FILE_ARCHIVE_TOO_LARGE(PATH));
export const notPlain = (what: string): never => refuse(fileRefusals.FILE_SHEET_NOT_PLAIN({ what }, PATH));
export const sheetTooLarge = (rows: number, columns: number): never =>
  refuse(fileRefusals.FILE_SHEET_TOO_LARGE({ rows, columns }, PATH));
export const notAccepted = (): never => refuse(fileRefusals.FILE_TYPE_NOT_ACCEPTED(PATH));

/** A few bytes can ask a viewer for gigabytes of pixels: the header says how many. */
export function requireSize(width: number, height: number): void {
  if (width < 1 || height < 1) broken();
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MEGAPIXELS * 1_000_000)
    refuse(fileRefusals.FILE_PICTURE_TOO_LARGE({ megapixels: MEGAPIXELS, side: LONGEST_SIDE }, PATH));
}

/** Cameras write dozens of chunks, encoders of small ones thousands; a million empty ones only cost time. */
export function requireFew(chunks: number): void {
  if (chunks > MOST_CHUNKS) broken();
}

/** What was left out, told apart: a place, or something else. */
export class Removals {
  private readonly kinds = new Set<Removed>();

  add(kind: Removed): void {
    this.kinds.add(kind);
  }

  list(): readonly Removed[] {
    return [...this.kinds].toSorted();
  }
}
