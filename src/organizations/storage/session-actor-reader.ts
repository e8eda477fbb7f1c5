import { Injectable } from '@nestjs/common';
import { ActorReader, type Actor } from '../../platform/index';

@Injectable()
export class SessionActorReader extends ActorReader {
  async read(): Promise<Actor | null> {
    return null;
  }
}
