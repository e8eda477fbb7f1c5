import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Payload,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { TransferFileType, shownFile } from '../api/transfer-file.type';
import { TransferFiles } from '../storage/transfer-files';

@InputType({
  description: '制作付款文件, of all approved statements whose account can be paid to today, 500 at most',
})
export class MakeTransferFileInput extends CommandInput {}

@ObjectType()
export class MakeTransferFilePayload extends Payload {
  @Field(() => TransferFileType, { nullable: true })
  file?: TransferFileType;
}

@Injectable()
export class MakeTransferFile {
  constructor(
    private readonly commands: Commands,
    private readonly files: TransferFiles,
  ) {}

  execute(actor: Actor, input: MakeTransferFileInput): Promise<Outcome<{ fileId: string }>> {
    return this.commands.run({ operation: 'makeTransferFile', actor, input }, async (tx) => ({
      fileId: await this.files.make(tx, actor),
    }));
  }
}

@Resolver()
export class MakeTransferFileResolver {
  constructor(
    private readonly useCase: MakeTransferFile,
    private readonly files: TransferFiles,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => MakeTransferFilePayload)
  async makeTransferFile(
    @Args('input') input: MakeTransferFileInput,
    @CurrentActor() actor: Actor,
  ): Promise<MakeTransferFilePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ fileId }) => {
      const file = await this.files.find(fileId);
      if (!file) throw notFound();
      return { file: shownFile(file) };
    });
  }
}
