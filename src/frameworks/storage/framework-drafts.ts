import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import type { FrameworkTermsLine, SaidTerms } from '../domain/framework-terms';
import { frameworkText } from '../domain/framework-text';
import type { FrameworkAgreement } from './framework-agreement.entity';
import { FrameworkLine } from './framework-line.entity';
import { FrameworkPapers } from './framework-papers';
import { FrameworkTermsAcceptance } from './framework-terms-acceptance';

/** Every change of what is agreed is a new draft with lines and a paper of its own; signatures on the one before are void. */
@Injectable()
export class FrameworkDrafts {
  constructor(
    private readonly acceptance: FrameworkTermsAcceptance,
    private readonly papers: FrameworkPapers,
  ) {}

  /** What the framework says from now on, and a hand to write its lines and paper once the framework stands. */
  async draft(tx: Tx, actor: Actor, at: { supplierId: string; draftNumber: number }, said: SaidTerms) {
    const { terms, lines } = await this.acceptance.accept(tx, at.supplierId, said);
    const drafted = { ...terms, draftNumber: at.draftNumber, preparedBy: actor.memberId };
    return { drafted, write: (framework: FrameworkAgreement) => this.write(tx, framework, lines) };
  }

  private async write(
    tx: Tx,
    framework: FrameworkAgreement,
    lines: readonly FrameworkTermsLine[],
  ): Promise<void> {
    const { id: frameworkId, draftNumber, preparedBy } = framework;
    await tx.add(
      FrameworkLine,
      lines.map((line, index) => ({
        id: randomUUID(),
        frameworkId,
        draftNumber,
        position: index + 1,
        takenBase: 0n,
        ...line,
      })),
    );
    const paper = { paperNumber: draftNumber, revisionId: null, preparedBy };
    await this.papers.freeze(tx, framework, paper, (frame) =>
      frameworkText(Object.assign({}, framework, frame, { lines })),
    );
  }
}
