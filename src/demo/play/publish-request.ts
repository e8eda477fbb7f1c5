import { ApproveSourcingRequest, DraftSourcingRequest, PublishSourcingRequest } from '../../sourcing/index';
import type { MarketTerms } from '../domain/market-script';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

/** The clerk writes a request down and publishes it; above the limit the approver lets it out. */
export async function publishRequest(
  stage: Stage,
  cast: Cast,
  { key, name, terms }: { readonly key: string; readonly name: string; readonly terms: MarketTerms },
): Promise<string> {
  const clerk = cast.as(key, 'clerk');
  const named = { idempotencyKey: `demo-request-${name}`, unitId: cast.idOf(key) };
  const drafted = stage.use(DraftSourcingRequest).execute(clerk, { ...named, terms });
  const { sourcingRequestId } = await done(`draftSourcingRequest ${name}`, drafted);
  await publishDraft(stage, cast, { key, name, requestId: sourcingRequestId });
  return sourcingRequestId;
}

/** A draft that came to be elsewhere goes out in the same way. */
export async function publishDraft(
  stage: Stage,
  cast: Cast,
  {
    key,
    name,
    requestId: sourcingRequestId,
  }: { readonly key: string; readonly name: string; readonly requestId: string },
): Promise<void> {
  const clerk = cast.as(key, 'clerk');
  const seen = { sourcingRequestId, idempotencyKey: `demo-publish-${name}`, expectedVersion: 1 };
  await done(`publishSourcingRequest ${name}`, stage.use(PublishSourcingRequest).execute(clerk, seen));
  const request = await stage.database.one<{ state: string; version: number }>(
    'SELECT state, version FROM sourcing_requests WHERE id = $1',
    [sourcingRequestId],
  );
  if (request?.state !== 'PENDING_APPROVAL') return;
  const word = {
    sourcingRequestId,
    idempotencyKey: `demo-approve-${name}`,
    expectedVersion: request.version,
  };
  const approver = cast.as(key, 'approver');
  await done(`approveSourcingRequest ${name}`, stage.use(ApproveSourcingRequest).execute(approver, word));
}
