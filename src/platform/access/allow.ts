import { SetMetadata } from '@nestjs/common';

export const ACCESS = 'xieshou:access';

/** Who may call an operation. Every resolver method says it; one that does not is refused to everybody. */
export type Access =
  | { readonly kind: 'PUBLIC' }
  | { readonly kind: 'SIGNED_IN' }
  | { readonly kind: 'ROLES'; readonly roles: readonly string[] };

/** Anybody, signed in or not. */
export const AllowPublic = () => SetMetadata(ACCESS, { kind: 'PUBLIC' } satisfies Access);
/** Any member; what he sees is decided by the query's own scope. */
export const AllowSignedIn = () => SetMetadata(ACCESS, { kind: 'SIGNED_IN' } satisfies Access);
/** Members with at least one of these roles; which records is decided by the use case. */
export const Allow = (...roles: readonly string[]) =>
  SetMetadata(ACCESS, { kind: 'ROLES', roles } satisfies Access);
