import { DefaultNamingStrategy } from 'typeorm';

/** Properties are camelCase, columns snake_case, so that SQL written by hand needs no quotes. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
