import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import type { RequestScope } from '../../platform/index';
import { FindingReader, type ShownFinding } from '../storage/finding-reader';
import { FindingEvidenceType, FindingType } from './finding.type';

@Resolver(() => FindingType)
export class FindingFields {
  constructor(private readonly reader: FindingReader) {}

  @ResolveField(() => [FindingEvidenceType], { description: 'What shows it' })
  evidence(
    @Parent() { id }: ShownFinding,
    @Context('scope') scope: RequestScope,
  ): Promise<FindingEvidenceType[]> {
    return scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids))).load(id);
  }

  private async load(ids: readonly string[]): Promise<FindingEvidenceType[][]> {
    const rows = await this.reader.evidence(ids);
    return ids.map((id) => rows.filter(({ findingId }) => findingId === id));
  }
}
