import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimFolder } from '../../src/database/claim.ts';
import { birthOf } from '../../src/database/process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-claim-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const parent = process.ppid;

it('refuses a folder that another living process has claimed', async () => {
  writeFileSync(join(folder, `application-${parent}-${birthOf(parent)}.lock`), '');
  await expect(claimFolder(folder)).rejects.toThrow(`process ${parent}`);
});

it('passes over the claim of a dead process, even when its number now belongs to another', async () => {
  writeFileSync(join(folder, `application-${parent}-00000000-1.lock`), '');
  const claim = await claimFolder(folder);
  expect(readdirSync(folder)).toEqual([`application-${process.pid}-${birthOf(process.pid)}.lock`]);
  claim.release();
  expect(readdirSync(folder)).toEqual([]);
});
