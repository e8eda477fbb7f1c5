import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refused } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { AllowSignedIn } from '../access/allow';
import { CurrentActor, CurrentScope } from '../access/current-actor';
import { notFound } from '../graphql/errors';
import type { RequestScope } from '../graphql/request-scope';
import { contentDisposition } from './file-name';
import { Files, type Uploaded } from './files';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const CHANGES = {
  LOCATION: { zh: '已去除拍摄位置信息', en: 'The place where it was taken was removed' },
  METADATA: { zh: '已去除图片附带的其他信息', en: 'Other data attached to the picture were removed' },
  NAME: { zh: '文件名中的个人号码已去除', en: 'A personal number in the file name was removed' },
} as const;

/**
 * Bytes go over plain HTTP: POST /files (application/octet-stream; x-file-name percent-encoded, x-file-type where the
 * client knows it), GET /files/:id as download.
 */
@Controller('files')
export class FilesController {
  constructor(private readonly files: Files) {}

  @Post()
  @AllowSignedIn()
  async upload(
    @CurrentActor() actor: Actor,
    @CurrentScope() scope: RequestScope,
    @Headers('x-file-name') name: string | undefined,
    @Headers('x-file-type') declared: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      reply.code(201);
      const given = { name: decoded(name), declared: declared ?? null };
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const kept = await this.files.upload(actor, given, bytes, scope);
      return answerOf(kept, scope);
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
      .header('content-disposition', contentDisposition(found.file.name))
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'private, no-store')
      .send(found.bytes);
  }
}

/** Says what the house changed: the bytes that come back are not the ones that were sent. */
function answerOf({ removed, nameChanged, ...file }: Uploaded, { locale }: RequestScope) {
  const changes = [...removed, ...(nameChanged ? (['NAME'] as const) : [])];
  return { ...file, changes: changes.map((code) => ({ code, message: CHANGES[code][locale] })) };
}

function decoded(name: string | undefined): string {
  try {
    return decodeURIComponent(name ?? '');
  } catch {
    return '';
  }
}
