/**
 * What time it is at the server, so that two screens count down together.
 *
 * Each answer tells the server's time; half of the way there and back is taken for the way here. The
 * sample with the shortest way is trusted most, and old ones are let go, because clocks drift.
 */

const KEPT = 8;
const OLDEST = 120_000; // milliseconds a sample is worth something

interface Sample {
  offset: number;
  way: number;
  at: number;
}

export class ServerClock {
  private samples: Sample[] = [];

  /** Milliseconds of this device that never jump, whatever somebody does to its clock. */
  static local(): number {
    return performance.timeOrigin + performance.now();
  }

  /** Learn from one answer: asked at `from`, answered at `to` (both local), with the server's time in it. */
  learn(from: number, to: number, server: number): void {
    const sample = { offset: server - (from + to) / 2, way: to - from, at: to };
    const young = this.samples.filter((one) => to - one.at < OLDEST);
    this.samples = [...young, sample].sort((a, b) => a.way - b.way).slice(0, KEPT);
  }

  /** Take a time that was told an unknown while ago, until something better comes. */
  guess(server: number): void {
    this.samples = [{ offset: server - ServerClock.local(), way: Infinity, at: ServerClock.local() }];
  }

  /** Trust everything less, after a sleep in which this device's count may have stood still. */
  doubt(): void {
    for (const sample of this.samples) sample.way = Infinity;
  }

  /** The server's time now, in milliseconds since 1970. */
  now(): number {
    return ServerClock.local() + (this.samples[0]?.offset ?? 0);
  }
}
