import { Field, ObjectType } from '@nestjs/graphql';
import { BEHIND_FLOOR } from '../domain/dressed-input';

@ObjectType('FloorWords', { description: 'Why counties are to sell so much' })
export class FloorWordsType {
  @Field()
  zh!: string;

  @Field()
  en!: string;
}

const KEY: FloorWordsType = {
  zh: '国家乡村振兴重点帮扶县应占的销售份额',
  en: 'The share of all sales that key assisted counties should have',
};
const BEHIND: FloorWordsType = {
  zh: '按往年同期进度（无往年数据时按天数），该地区各协作任务到运行日应计入而未计入的金额',
  en: 'What the commitments of this region should have counted by the day of the run, as past years went (by days alone where there were none), and have not',
};

export const floorWords = (floorId: string): FloorWordsType =>
  floorId.startsWith(BEHIND_FLOOR) ? BEHIND : KEY;
