export { RescueModule } from './rescue.module';
export { AnswerRescueRound } from './commands/answer-rescue-round';
export { JoinRescueRound } from './commands/join-rescue-round';
export { ProposeRescueRound } from './commands/propose-rescue-round';
