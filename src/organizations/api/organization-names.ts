import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import { Organizations } from '../storage/organizations';

/** What organizations are called, read once for all answers of a request; everybody signed in may open their cards. */
@Injectable()
export class OrganizationNames {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  of(scope: RequestScope, id: string): Promise<string> {
    return scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids))).load(id);
  }

  private async load(ids: readonly string[]): Promise<(string | Error)[]> {
    const known = await this.organizations.many(this.database, ids);
    return ids.map((id) => known.get(id)?.name ?? new Error(`organization ${id} is missing`));
  }
}
