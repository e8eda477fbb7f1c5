import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { OrganizationNames } from '../../organizations/index';
import { unauthenticated, type RequestScope } from '../../platform/index';
import type { Evidence } from '../domain/finding';
import { EVIDENCE_WORDS, FINDING_WORDS } from '../domain/finding-words';
import { EvidenceLabels } from '../storage/evidence-labels';
import type { ShownFinding } from '../storage/finding-reader';
import { FindingEvidenceType, FindingType } from './finding.type';

/** What a finding is called, and who looks into it. */
@Resolver(() => FindingType)
export class FindingNames {
  constructor(private readonly names: OrganizationNames) {}

  @ResolveField(() => String, { description: 'The kind in words' })
  kindName(@Parent() { kind }: ShownFinding, @Context('scope') scope: RequestScope): string {
    return FINDING_WORDS[kind][scope.locale];
  }

  @ResolveField(() => String)
  ownerName(@Parent() { ownerId }: ShownFinding, @Context('scope') scope: RequestScope): Promise<string> {
    return this.names.of(scope, ownerId);
  }
}

/** What kind of record shows a finding, and its number or name where the caller may see the record. */
@Resolver(() => FindingEvidenceType)
export class EvidenceNames {
  constructor(private readonly labels: EvidenceLabels) {}

  @ResolveField(() => String, { description: 'The kind in words' })
  kindName(@Parent() { kind }: Evidence, @Context('scope') scope: RequestScope): string {
    return EVIDENCE_WORDS[kind][scope.locale];
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Its number, the lot’s certificate, the crop and year of land, or the organization’s name; null: not the caller’s to see',
  })
  label(@Parent() evidence: Evidence, @Context('scope') scope: RequestScope): Promise<string | null> {
    const make = () =>
      new DataLoader<Evidence, string | null, string>((asked) => this.load(scope, asked), {
        cacheKeyFn: ({ kind, id }) => `${kind} ${id}`,
      });
    return scope.loader(this, make).load(evidence);
  }

  private async load(scope: RequestScope, asked: readonly Evidence[]): Promise<(string | null)[]> {
    const actor = await scope.actor();
    if (!actor) throw unauthenticated();
    const labels = await this.labels.of(actor, asked);
    return asked.map(({ id }) => labels.get(id) ?? null);
  }
}
