import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowSignedIn, CurrentActor, Database, notFound, type Actor } from '../../platform/index';
import { FrameworkReader } from '../storage/framework-reader';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface FrozenText {
  readonly frameworkId: string;
  readonly frameworkNumber: string;
  readonly number: number;
  readonly text: string;
}

/**
 * GET /framework-documents/:id: the frozen text byte for byte as it was hashed and signed, for whoever may see the
 * agreement. Drafts that were changed again are kept, and shown to nobody.
 */
@Controller('framework-documents')
export class DownloadFrameworkDocument {
  constructor(
    private readonly database: Database,
    private readonly frameworks: FrameworkReader,
  ) {}

  @Get(':id')
  @AllowSignedIn()
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const paper = UUID.test(id) ? await this.find(id) : null;
    if (!paper || !(await this.frameworks.visibleTo(actor, paper.frameworkId))) throw notFound();
    const name = `框架协议-${paper.frameworkNumber}-V${paper.number}.txt`;
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(paper.text, 'utf8'));
  }

  private find(id: string): Promise<FrozenText | null> {
    return this.database.one<FrozenText>(
      `SELECT d.framework_id AS "frameworkId", f.number AS "frameworkNumber", d.number, d.text
         FROM framework_documents d JOIN framework_agreements f ON f.id = d.framework_id
        WHERE d.id = $1 AND (d.revision_id IS NOT NULL OR d.number = f.draft_number)`,
      [id],
    );
  }
}
