export { SourcingModule } from './sourcing.module';
export { GRADES_BEST_FIRST } from './domain/grades';
export { sourcingRequestEvents, sourcingRequestStream } from './domain/sourcing-request.events';
