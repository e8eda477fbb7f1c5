export { accountTable } from './domain/demo-accounts';
export { decideOnDemo } from './domain/demo-decision';
export { demoGoods } from './domain/demo-goods';
export { demoPairs } from './domain/demo-pairs';
export { DEMO_SEED, planDemoYear } from './domain/plan-demo-year';
export { playDemoYear } from './play/play-demo-year';
export { progressBar } from './play/progress';
