/**
 * A number as it stands on paper, in the one form it is compared and kept in: a plot or a certificate is not another
 * one for being written in full-width or small letters, with spaces or with a longer dash.
 */
export function recordNumber(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase();
}
