import { Agent, request } from 'node:http';

export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signals: number;
}

export interface Load {
  readonly signalsPerSecond: number;
  readonly requestsPerSecond: number;
  /** ms */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** Sends shots over `connections` kept-alive connections, each the next as soon as it is answered, for `seconds`. */
export async function fire(port: number, next: () => Shot, connections: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let signals = 0;
  let failures = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      const shot = next();
      const from = performance.now();
      const status = await send(port, agent, shot);
      latencies.push(performance.now() - from);
      if (status >= 200 && status < 300) signals += shot.signals;
      else failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsed = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    signalsPerSecond: signals / elapsed,
    requestsPerSecond: latencies.length / elapsed,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    failures,
  };
}

export function send(port: number, agent: Agent, shot: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...shot.headers, 'content-length': String(Buffer.byteLength(shot.body)) };
    const call = request({ host: '127.0.0.1', port, path: shot.path, method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(shot.body);
  });
}

/** `sorted` ascending. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
