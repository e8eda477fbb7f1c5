import type { Actor, Tx } from '../../platform/index';
import type { Commitment } from '../../procurement/index';
import type { FrameworkAgreement } from './framework-agreement.entity';

/**
 * What a house calls off of one framework is one decision, call-off by call-off. An approver signed its caps and prices,
 * and had not prepared the paper: his signature approves what his own house calls off, and not what he calls off himself.
 * A unit below that calls off for itself has signed nothing: its own limit holds for all it takes of the framework.
 */
export async function commitmentOf(
  tx: Tx,
  actor: Actor,
  { id, buyerId }: FrameworkAgreement,
): Promise<Commitment> {
  const earlier = await tx.query<{ id: string }>(
    'SELECT id FROM orders WHERE framework_id = $1 AND buyer_id = $2',
    [id, actor.organizationId],
  );
  const [signer] = await tx.query<{ by: string }>(
    // of the papers both sides signed the last: a revision is approved as the agreement is
    `SELECT s.member_id AS by FROM framework_signatures s JOIN framework_documents d ON d.id = s.document_id
       JOIN framework_agreements f ON f.id = s.framework_id LEFT JOIN framework_revisions r ON r.id = d.revision_id
      WHERE f.id = $1 AND s.side = 'BUYER' AND s.voided_at IS NULL AND (d.number = f.draft_number OR r.state = 'IN_FORCE')
      ORDER BY d.number DESC LIMIT 1`,
    [id],
  );
  const approval = signer && buyerId === actor.organizationId ? { by: signer.by, uptoFen: null } : null;
  return { key: id, earlierOrderIds: earlier.map((one) => one.id), approval };
}
