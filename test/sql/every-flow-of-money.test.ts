import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.drop());

test('an award moves the promise under every cap that stands behind it', async () => {
  const { dossier } = await stage.project();
  expect(await stage.vessels(dossier)).toEqual({ awarded: 30_000_000n });
  const id = await stage
    .disbursement(dossier, (await stage.project()).founder, [], 'requested')
    .catch((e: Error) => e.message);
  expect(id).toContain('input');
});
