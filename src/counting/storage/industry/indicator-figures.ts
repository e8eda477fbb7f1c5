import { Injectable } from '@nestjs/common';
import { ReadReplica } from '../../../platform/index';
import { industryScheme } from '../../data/industry';
import {
  figureRow,
  patterns,
  statementFor,
  type FigureRow,
  type Figures,
  type Group,
  type ProgressScope,
} from '../progress-figures';
import type { AsOf } from '../totals-rows';
import { projectReached } from './counted-projects';
import { WAITING_INDUSTRY } from './industry-waiting';

export interface IndicatorProgressAt {
  readonly rows: readonly FigureRow[];
  /** Fen for yuan. */
  readonly committed: bigint;
  /** Projects with something that is not counted yet. */
  readonly waiting: number;
  readonly demonstration: boolean;
}

interface Read {
  readonly figures: Figures[];
  readonly committedFen: string;
  readonly projects: number;
  readonly demonstration: boolean;
}

const WAITING = `(SELECT count(DISTINCT p.id)::int FROM (${WAITING_INDUSTRY}) waiting JOIN park_projects p ON p.id = waiting.project_id
  JOIN parks k ON k.id = p.park_id WHERE ${projectReached('$3', '$2')}) AS projects`;

/** How far an agreement is with what parks bring: the kept sums of the indicator's own scheme, in one statement. */
@Injectable()
export class IndicatorFigures {
  constructor(private readonly database: ReadReplica) {}

  async of(scope: ProgressScope, indicator: string, by: Group, asOf: AsOf): Promise<IndicatorProgressAt> {
    const row = await this.database.one<Read>(statementFor(by, scope, asOf && '$7', [WAITING, '']), [
      ...patterns(scope),
      scope.agreementId,
      indicator,
      industryScheme(indicator),
      ...(asOf ? [asOf] : []),
    ]);
    if (!row) throw new Error('a statement without a FROM of its own has one row');
    return {
      rows: row.figures.map(figureRow),
      committed: BigInt(row.committedFen),
      waiting: row.projects,
      demonstration: row.demonstration,
    };
  }
}
