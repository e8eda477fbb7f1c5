import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refused } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { AllowSignedIn } from '../access/allow';
import { CurrentActor, CurrentScope } from '../access/current-actor';
import { notFound } from '../graphql/errors';
import type { RequestScope } from '../graphql/request-scope';
import { Files } from './files';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Bytes go over plain HTTP: POST /files (application/octet-stream, x-file-name percent-encoded), GET /files/:id as download. */
@Controller('files')
export class FilesController {
  constructor(private readonly files: Files) {}

  @Post()
  @AllowSignedIn()
  async upload(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: RequestScope,
    @Headers('x-file-name') name: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      reply.code(201);
      return await this.files.upload(actor, decoded(name), Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply.code(422);
      return {
        refusals: error.refusals.map(({ code, path, texts }) => ({
          code,
          path,
          message: texts[scope.locale],
        })),
      };
    }
  }

  @Get(':id')
  @AllowSignedIn()
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const found = UUID.test(id) ? await this.files.read(actor, id) : null;
    if (!found) throw notFound();
    return reply
      .header('content-type', found.file.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(found.bytes);
  }
}

function decoded(name: string | undefined): string {
  try {
    return decodeURIComponent(name ?? '');
  } catch {
    return '';
  }
}
