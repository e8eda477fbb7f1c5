export { PoolingModule } from './pooling.module';
