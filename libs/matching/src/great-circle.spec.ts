import fc from 'fast-check';
import { kilometresBetween, spherePoint } from './great-circle';

const degrees = (latitude: number, longitude: number) => ({
  latitudeMicrodegrees: Math.round(latitude * 1e6),
  longitudeMicrodegrees: Math.round(longitude * 1e6),
});
const between = (a: ReturnType<typeof degrees>, b: ReturnType<typeof degrees>) =>
  kilometresBetween(spherePoint(a), spherePoint(b));

describe('the distance on the map', () => {
  it.each([
    ['上海–会泽', degrees(31.23, 121.47), degrees(26.42, 103.3), 1849],
    ['the same place', degrees(31.23, 121.47), degrees(31.23, 121.47), 0],
    ['a quarter of the globe', degrees(0, 0), degrees(0, 90), 10_008],
    ['the poles', degrees(90, 0), degrees(-90, 0), 20_015],
  ])('%s', (_name, a, b, kilometres) => {
    expect(Math.abs(between(a, b) - kilometres)).toBeLessThanOrEqual(2);
  });

  it('is the haversine of the language’s own functions, to a kilometre', () => {
    const place = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, (p, q) => {
        const [a, b] = [degrees(p.latitude, p.longitude), degrees(q.latitude, q.longitude)];
        const rad = (micro: number) => (micro * Math.PI) / 180e6;
        const h =
          Math.sin(rad(b.latitudeMicrodegrees - a.latitudeMicrodegrees) / 2) ** 2 +
          Math.cos(rad(a.latitudeMicrodegrees)) *
            Math.cos(rad(b.latitudeMicrodegrees)) *
            Math.sin(rad(b.longitudeMicrodegrees - a.longitudeMicrodegrees) / 2) ** 2;
        const expected = 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
        expect(Math.abs(between(a, b) - expected)).toBeLessThanOrEqual(1);
        expect(between(a, b)).toBe(between(b, a));
      }),
    );
  });
});
