import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import type { RequestScope } from '../../platform/index';
import { INDICATORS, targetText } from '../domain/indicators';
import { rolledUp } from '../domain/target-tree';
import { AgreementParts, nameOf, type DraftKey, type LeafRow, type NodeRow } from './agreement-parts';
import {
  AgreementDocument,
  AgreementSignature,
  AnnualAgreementType,
  Commitment,
  CommitmentNode,
} from './agreement.type';
import { PairingReader } from './pairing-reader';
import { PairingType } from './pairing.type';

/** Parts of an agreement, read for all agreements of a request at once. */
@Resolver(() => AnnualAgreementType)
export class AgreementFields {
  private readonly leavesOwner = {};
  private readonly nodesOwner = {};
  private readonly documentsOwner = {};
  private readonly signaturesOwner = {};

  constructor(
    private readonly parts: AgreementParts,
    private readonly pairings: PairingReader,
  ) {}

  @ResolveField(() => PairingType)
  pairing(
    @Parent() agreement: AnnualAgreementType,
    @Context('scope') scope: RequestScope,
  ): Promise<PairingType> {
    return this.pairingLoader(scope).load(agreement.pairingId);
  }

  @ResolveField(() => [Commitment], { description: 'As signed by both sides; empty before' })
  async commitments(
    @Parent() agreement: AnnualAgreementType,
    @Context('scope') scope: RequestScope,
  ): Promise<Commitment[]> {
    return agreement.inForceDraft === null
      ? []
      : this.ofDraft(scope, { agreementId: agreement.id, draftNumber: agreement.inForceDraft });
  }

  @ResolveField(() => [Commitment], { description: 'Of the draft being worked on' })
  draftCommitments(
    @Parent() agreement: AnnualAgreementType,
    @Context('scope') scope: RequestScope,
  ): Promise<Commitment[]> {
    return this.ofDraft(scope, current(agreement));
  }

  @ResolveField(() => AgreementDocument, {
    nullable: true,
    description: 'The frozen text of the current draft',
  })
  document(
    @Parent() agreement: AnnualAgreementType,
    @Context('scope') scope: RequestScope,
  ): Promise<AgreementDocument | null> {
    const make = () => byDraft((keys) => this.parts.documents(keys));
    return scope.loader(this.documentsOwner, make).load(current(agreement));
  }

  @ResolveField(() => [AgreementSignature], { description: 'On the current draft; a change voids them' })
  signatures(
    @Parent() agreement: AnnualAgreementType,
    @Context('scope') scope: RequestScope,
  ): Promise<AgreementSignature[]> {
    const make = () => byDraft((keys) => this.parts.signatures(keys));
    return scope.loader(this.signaturesOwner, make).load(current(agreement));
  }

  private async ofDraft(scope: RequestScope, draft: DraftKey): Promise<Commitment[]> {
    const make = () => byDraft((keys) => this.parts.leaves(keys));
    const rows = await scope.loader(this.leavesOwner, make).load(draft);
    const makeNodes = () => new DataLoader<string, NodeRow[]>((ids) => this.parts.nodes(ids));
    const nodes = await scope.loader(this.nodesOwner, makeNodes).load(draft.agreementId);
    const named = [...new Set(rows.flatMap((row) => row.pairingId ?? []))];
    const found = await Promise.all(named.map((id) => this.pairingLoader(scope).load(id)));
    const pairings = new Map(found.map((pairing) => [pairing.id, pairing]));
    const indicators = [...new Set(rows.map((row) => row.indicator))];
    return indicators.map((code) => {
      const leaves = rows.filter((row) => row.indicator === code);
      const tree = nodes.filter(({ indicator }) => indicator === code);
      return { ...commitmentOf(code, leaves, pairings), nodes: nodesOf(tree, leaves) };
    });
  }

  private pairingLoader(scope: RequestScope): DataLoader<string, PairingType> {
    return scope.loader(this, () => new DataLoader<string, PairingType>((ids) => this.pairings.inOrder(ids)));
  }
}

const current = ({ id, draftNumber }: AnnualAgreementType): DraftKey => ({ agreementId: id, draftNumber });

const byDraft = <Part>(read: (keys: readonly DraftKey[]) => Promise<Part[]>) =>
  new DataLoader<DraftKey, Part, string>(read, { cacheKeyFn: nameOf });

/** Of this draft: nodes that only another one breaks down to are left out. */
function nodesOf(tree: readonly NodeRow[], leaves: readonly LeafRow[]): CommitmentNode[] {
  const targets = new Map(leaves.map(({ commitmentId, target }) => [commitmentId, target]));
  const sums = rolledUp(tree, targets);
  const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]));
  const named = new Set<string>();
  for (const leaf of targets.keys())
    for (let id: string | null = leaf; id !== null; id = parents.get(id) ?? null) named.add(id);
  const unit = leaves[0]?.unit ?? 'YUAN';
  return tree
    .filter(({ id }) => named.has(id))
    .map(({ id, parentId, pairingId, unitId, isLeaf }) => ({
      id,
      parentId,
      pairingId,
      unitId,
      isLeaf,
      target: targetText(unit, sums.get(id) ?? 0n),
    }));
}

function commitmentOf(
  indicator: string,
  rows: LeafRow[],
  pairings: Map<string, PairingType>,
): Omit<Commitment, 'nodes'> {
  const unit = rows[0]?.unit ?? 'YUAN';
  const texts = INDICATORS.get(indicator);
  const total = rows.reduce((sum, row) => sum + row.target, 0n);
  return {
    indicator,
    nameZh: texts?.zh ?? indicator,
    nameEn: texts?.en ?? indicator,
    unit,
    target: targetText(unit, total),
    leaves: rows.map((row) => ({
      commitmentId: row.commitmentId,
      unitId: row.unitId,
      pairing: row.pairingId === null ? null : (pairings.get(row.pairingId) ?? null),
      target: targetText(unit, row.target),
      dueOn: row.dueOn,
    })),
  };
}
