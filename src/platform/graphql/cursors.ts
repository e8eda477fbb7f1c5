import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { badInput } from './errors';

export type CursorKey = readonly (string | number | null)[];

/**
 * Cursors carry the keyset of the last row, signed for one list and sort,
 * so that a forged or foreign one is refused before it meets SQL.
 */
@Injectable()
export class Cursors {
  constructor(private readonly config: AppConfig) {}

  write(list: string, key: CursorKey): string {
    const body = Buffer.from(JSON.stringify(key));
    return Buffer.concat([seal(this.config.tokenKey, list, body), body]).toString('base64url');
  }

  /** Throws BAD_USER_INPUT for anything this process family did not write for this list. */
  read(list: string, cursor: string | null | undefined): CursorKey | null {
    if (cursor === null || cursor === undefined) return null;
    const bytes = Buffer.from(cursor, 'base64url');
    const body = bytes.subarray(SEAL_BYTES);
    const given = bytes.subarray(0, SEAL_BYTES);
    const sealedBy = (key: Buffer) => timingSafeEqual(given, seal(key, list, body));
    if (bytes.length <= SEAL_BYTES || !this.config.tokenKeys.some(sealedBy)) {
      throw badInput(['after'], { zh: '游标无效', en: 'Not a cursor of this list' });
    }
    return JSON.parse(body.toString()) as CursorKey;
  }
}

const SEAL_BYTES = 12;

const seal = (key: Buffer, list: string, body: Buffer): Buffer =>
  createHmac('sha256', key).update(`cursor:${list}:`).update(body).digest().subarray(0, SEAL_BYTES);
