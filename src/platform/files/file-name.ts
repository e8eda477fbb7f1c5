import { withoutPersonalNumbers } from '../privacy/personal-numbers';

const FORM = /^[^/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,100}$/u;
// Windows opens these devices whatever ending follows.
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

export interface FileName {
  readonly name: string;
  /** Lower case, without the dot; empty where there is none. */
  readonly ending: string;
}

/** A name that every system can keep and that shows what it is, free of personal numbers; null: none of that kind. */
export function fileNameOf(text: string): FileName | null {
  const name = text.normalize('NFC');
  if (!FORM.test(name) || RESERVED.test(name) || /^[.\s]|[.\s]$/.test(name)) return null;
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return { name: withoutPersonalNumbers(name), ending };
}

/** `attachment` with a plain name for old clients and the real one as RFC 5987 writes it. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
