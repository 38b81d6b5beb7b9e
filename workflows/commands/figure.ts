// A figure that the law left unknown comes into a pack: somebody has read the signed text, somebody else confirms it.

import { z } from 'zod';
import type { Other } from '../decide.ts';
import { type Filling, filledPack, type Pack } from '../programmes/schema.ts';
import { type Refusal, refuse } from '../rules/refusals.ts';
import { day, reference, sha256, spec, uuid, vnd } from './spec.ts';

const title = z.string().min(1).max(300).nullable();

/** What was read: kept as the figure's facts, and laid into the pack once it is confirmed. */
const read = {
  /** The version of the pack that leaves it open. */
  pack: uuid,
  path: z.string().max(200),
  /** By the unknown's own names; amounts as decimal strings. */
  values: z.record(z.string().max(60), z.union([vnd, z.int().positive(), z.string().regex(/^\d{2}-\d{2}$/)])),
  instrument: z.strictObject({ number: reference, issuedOn: day, title, issuer: title }),
  article: reference,
  validFrom: day,
  validTo: day.nullable(),
  /** The signed text, attached to the figure's dossier. */
  text: sha256,
};

/** The pack that is in use, as whoever decides relies on it. */
function inUse(published: Other | null): Pack | Refusal {
  if (published === null) return refuse('noSuchDossier');
  if (published.state?.value === 'published') return published.state.facts as unknown as Pack;
  return refuse('blocked', {
    details: {
      what: String(published.state?.value),
      whatVi: 'bộ quy định này đã được thay bằng phiên bản khác',
      whatEn: 'another version has taken the place of this policy pack',
    },
  });
}

/** The pack with the figure in it, or why it cannot be. */
function withFigure(pack: Pack, filling: Filling, figure: string): Pack | Refusal {
  const filled = filledPack(pack, filling, figure);
  if (filled.ok) return filled.pack;
  const [{ vi, en } = { vi: '', en: '' }] = filled.problems;
  const plain = (sentence: string) => sentence.replace(/\.$/, '');
  return refuse('packInvalid', { details: { problem: en, problemVi: plain(vi), problemEn: plain(en) } });
}

export const proposeFigure = spec({
  event: 'figure.proposed',
  kind: 'figure',
  machine: 'figure',
  opensDossier: 'always',
  input: z.strictObject({ ...read, what: z.string().min(1).max(500) }),
  subject: () => 'figure',
  needs: ({ pack }) => [pack],
  decide: ({ input, dossier, rely }) => {
    const pack = inUse(rely(input.pack, 'pack'));
    if ('rule' in pack) return pack;
    const filled = withFigure(pack, input, dossier);
    return 'rule' in filled ? filled : { facts: { ...input, packId: pack.id, version: pack.version } };
  },
});

export const confirmFigure = spec({
  event: 'figure.confirmed',
  kind: 'figure',
  machine: 'figure',
  /** `pack`: the version in use that it is to come into. */
  input: z.strictObject({ pack: uuid }),
  subject: () => 'figure',
  needs: ({ pack }) => [pack],
  decide: ({ input, own, dossier, rely }) => {
    const pack = inUse(rely(input.pack, 'pack'));
    if ('rule' in pack) return pack;
    if (pack.id !== own.packId) return refuse('noSuchDossier');
    const filled = withFigure(pack, own as unknown as Filling, dossier);
    return 'rule' in filled ? filled : {};
  },
});

export const dropFigure = spec({
  event: 'figure.dropped',
  kind: 'figure',
  machine: 'figure',
  input: z.strictObject({ reason: sha256 }),
  subject: () => 'figure',
  decide: ({ input }) => ({ facts: { reason: input.reason } }),
});

/** The next version of a pack: the one in use, with what two persons have confirmed, and nothing else. */
export const fillPack = spec({
  event: 'pack.filled',
  kind: 'pack',
  machine: 'pack',
  opensDossier: 'always',
  input: z.strictObject({ from: uuid, figure: uuid }),
  subject: () => 'pack',
  needs: ({ from, figure }) => [from, figure],
  decide: ({ input, rely }) => {
    const pack = inUse(rely(input.from, 'pack'));
    if ('rule' in pack) return pack;
    const figure = rely(input.figure, 'figure')?.state;
    if (figure == null || figure.facts.packId !== pack.id) return refuse('noSuchDossier');
    if (figure.value !== 'confirmed')
      return refuse('notInThisState', { details: { state: String(figure.value), accepted: '-' } });
    const filled = withFigure(pack, figure.facts as unknown as Filling, input.figure);
    return 'rule' in filled ? filled : { facts: filled as never };
  },
});
