import { defineRefusals } from '../../../libs/workflow/src/index';

export const fileRefusals = defineRefusals({
  FILE_TYPE_NOT_ACCEPTED: {
    zh: '只接受 JPEG、PNG、WebP 图片，PDF、XLSX、DOCX 和 CSV 文件',
    en: 'Only JPEG, PNG and WebP pictures and PDF, XLSX, DOCX and CSV files are accepted',
  },
  FILE_TYPE_MISMATCH: {
    zh: (p: { found: string }) => `文件内容是 ${p.found}，与文件名后缀或声明的类型不符`,
    en: (p: { found: string }) =>
      `The contents are ${p.found}: the name’s ending or the declared type says otherwise`,
  },
  FILE_EMPTY: { zh: '文件为空', en: 'The file is empty' },
  FILE_BROKEN: { zh: '文件已损坏或不完整', en: 'The file is broken or incomplete' },
  FILE_PICTURE_TOO_LARGE: {
    zh: (p: { megapixels: number; side: number }) =>
      `图片不得超过 ${p.megapixels} 百万像素，边长不得超过 ${p.side} 像素`,
    en: (p: { megapixels: number; side: number }) =>
      `A picture has at most ${p.megapixels} megapixels and sides of at most ${p.side} pixels`,
  },
  FILE_ACTIVE_CONTENT: {
    zh: (p: { what: string }) => `文件含有可执行或外部内容（${p.what}），请去除后再上传`,
    en: (p: { what: string }) =>
      `The file carries active or outside content (${p.what}): remove it and try again`,
  },
  FILE_NOT_INSPECTABLE: {
    zh: '文件已加密或采用无法检查的压缩方式',
    en: 'The file is encrypted or packed in a way that cannot be inspected',
  },
  FILE_INSPECTION_FAILED: {
    zh: '检查该文件所需的时间或内存超出限度，未予保存；请另存为较简单的文件后再上传',
    en: 'Looking into the file took more time or memory than a file is given, and it was not kept: save it in a simpler form and try again',
  },
  FILE_ARCHIVE_TOO_LARGE: {
    zh: '文件解压后过大',
    en: 'The file is too large when unpacked',
  },
  FILE_SHEET_NOT_PLAIN: {
    zh: (p: { what: string }) => `表格须为普通表格，不支持：${p.what}`,
    en: (p: { what: string }) => `The sheet must be a plain table, without: ${p.what}`,
  },
  FILE_SHEET_TOO_LARGE: {
    zh: (p: { rows: number; columns: number }) => `表格最多 ${p.rows} 行、${p.columns} 列`,
    en: (p: { rows: number; columns: number }) =>
      `A table has at most ${p.rows} rows and ${p.columns} columns`,
  },
  FILE_NAME_NOT_ACCEPTED: {
    zh: '文件名应为 1–100 个字符，不含路径、控制字符和系统保留名',
    en: 'A file name has 1 to 100 characters, no path, no control characters and is not reserved',
  },
  FILE_NOT_YOURS: { zh: '所附文件不存在', en: 'There is no such file of yours to attach' },
  FILES_TOO_MANY: {
    zh: '未使用的上传文件过多，请先附到业务记录，或稍后再试',
    en: 'Too many uploads wait unused: attach them to a record first, or try again later',
  },
});
