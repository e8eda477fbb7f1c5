import { hasRole, type Actor } from '../../platform/index';
import type { FrameworkSide } from '../domain/framework.states';

/** Approvers sign for the buyer, the supplier's members for the supplier; a clerk's role signs nothing. */
export function signingSidesOf(actor: Actor): FrameworkSide[] {
  return [
    ...(hasRole(actor, 'BUYER_APPROVER') ? (['BUYER'] as const) : []),
    ...(hasRole(actor, 'SUPPLIER') ? (['SUPPLIER'] as const) : []),
  ];
}
