import { defineRefusals } from '../../../libs/workflow/src/index';

export const fileRefusals = defineRefusals({
  FILE_TYPE_NOT_ACCEPTED: {
    zh: '只接受 JPEG、PNG、WebP 图片和 PDF 文件',
    en: 'Only JPEG, PNG and WebP pictures and PDF files are accepted',
  },
  FILE_EMPTY: { zh: '文件为空', en: 'The file is empty' },
  FILE_NAME_NOT_ACCEPTED: {
    zh: '文件名应为 1–100 个字符，不含路径',
    en: 'A file name has 1 to 100 characters and no path',
  },
  FILE_NOT_YOURS: { zh: '所附文件不存在', en: 'There is no such file of yours to attach' },
});
