// Asks for one page over and over on a few connections kept alive, in a thread of its own so as to cost the server little.

import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Round } from './measure.ts';

type Ask = { port: number; path: string; connections: number; milliseconds: number };

/** Asks for a page for so long; every answer is as long as the first, or the round fails. */
export function load(ask: Ask): Promise<Round> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: ask });
    worker.once('message', done);
    worker.once('error', fail);
  });
}

async function generate({ port, path, connections, milliseconds }: Ask): Promise<Round> {
  const times: number[] = [];
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/html\r\n\r\n`;
  const from = performance.now();
  const until = from + milliseconds;
  const keepAsking = async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    for (let now = performance.now(); now < until; ) {
      const asked = now;
      socket.write(request);
      await answer(socket);
      now = performance.now();
      times.push(now - asked);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, keepAsking));
  return { perSecond: (times.length * 1000) / (performance.now() - from), times };
}

/** Reads one answer, by its Content-Length; anything but 200 is a fault. */
function answer(socket: Socket): Promise<void> {
  return new Promise((done, fail) => {
    let expected = Number.NaN;
    let received = 0;
    const take = (chunk: Buffer) => {
      if (received === 0) {
        const text = chunk.toString('latin1');
        const end = text.indexOf('\r\n\r\n');
        const length = /\r\nContent-Length: (\d+)/i.exec(text)?.[1];
        if (!text.startsWith('HTTP/1.1 200') || end < 0 || length === undefined) {
          fail(new Error(`not a page: ${text.slice(0, 200)}`));
          return;
        }
        expected = end + 4 + Number(length);
      }
      received += chunk.length;
      if (received < expected) return;
      socket.off('data', take);
      socket.off('error', fail);
      done();
    };
    socket.on('data', take);
    socket.once('error', fail);
  });
}

if (!isMainThread && parentPort !== null) parentPort.postMessage(await generate(workerData as Ask));
