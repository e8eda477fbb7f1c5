export { accountTable, demoAccounts, DEMO_PASSWORD } from './domain/demo-accounts';
export { decideOnDemo, type DemoDecision } from './domain/demo-decision';
export { demoGoods } from './domain/demo-goods';
export { demoPairs } from './domain/demo-pairs';
export type { DemoPlan } from './domain/demo-plan';
export { DEMO_SEED, planDemoYear, type DemoScale } from './domain/plan-demo-year';
export { playDemoYear, type Performance } from './play/play-demo-year';
export { progressBar, type Report } from './play/progress';
