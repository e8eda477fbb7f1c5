import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { TransferFileRow } from '../storage/transfer-files';
import { yuan } from './yuan';

@ObjectType('TransferFile', { description: '付款文件: what the bank is told to pay, in one file' })
export class TransferFileType {
  @Field(() => Id) id!: string;
  @Field(() => MoneyType) amount!: MoneyType;
  @Field(() => Int, { description: 'How many transfers' }) transfers!: number;
  @Field(() => Timestamp) madeAt!: Date;
  @Field({ description: 'Where FINANCE downloads it; each download is recorded' }) downloadPath!: string;
}

export const shownFile = ({ id, fen, rowCount, madeAt }: TransferFileRow): TransferFileType => ({
  id,
  amount: yuan(fen),
  transfers: rowCount,
  madeAt,
  downloadPath: `/payouts/files/${id}/transfers.csv`,
});
