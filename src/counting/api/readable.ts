import { codePrefix } from '../../pairing/index';
import { hasRole, type Actor } from '../../platform/index';
import { portionScope, type PortionScope } from '../domain/office-scope';

/** The portions a reader of agreements may open; null: none. */
export function readable(actor: Actor): PortionScope | null {
  return portionScope({
    everything: hasRole(actor, 'AUDITOR', 'PLATFORM_OPS'),
    side: actor.side,
    prefix: actor.regionCode && codePrefix(actor.regionCode),
  });
}
