import { type CapRow, CapsByLine, type CapsView } from '../../templates/parts/money-path.tsx';
import { moneyPathWords } from '../../templates/words/money-path.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Cap } from '../../workflows/programmes/schema.ts';
import { limitOf } from '../../workflows/rules/caps.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { amountsOf, decidedOn } from '../awards.ts';
import { clauseText } from '../clauses.ts';
import { type Dossier, vesselOf } from '../dossier.ts';
import { awardedOn, awardOf, percentText, stageOf } from './reading.ts';

/** Each expense line that was awarded with its cap, what is used or held of it, and what can still be asked for. */
export function capsOf(dossier: Dossier, language: Language): CapsView {
  const caps = dossier.pack.caps.filter(({ stage }) => stage === null || stage === dossier.stage);
  const own = caps.filter(({ owner }) => owner === 'project');
  const awarded = amountsOf(dossier.states.get('application')?.facts.awarded).map(({ line }) => line);
  const lines = (stageOf(dossier)?.lines ?? []).filter(({ id }) => awarded.includes(id));
  const rows = lines.map((line): CapRow => {
    const of = own.filter((cap) => cap.line === line.id);
    const whole = tightest(dossier, of);
    const standsVnd = awardedOn(dossier, line.id);
    const leftVnd = vesselOf(dossier, 'awarded', line.id);
    return {
      name: line.name[language],
      limitVnd: whole === undefined ? null : limit(dossier, whole),
      notes: of.filter((cap) => cap !== whole).map((cap) => noteOf(dossier, cap, language)),
      awardedVnd: decidedOn(dossier, line.id),
      standsVnd,
      usedVnd: standsVnd - leftVnd,
      leftVnd,
      clause:
        whole === undefined ? firstClause(dossier, of, language) : clauseText(dossier.pack, whole.source, language),
    };
  });
  const whole = tightest(
    dossier,
    own.filter(({ line }) => line === null),
  );
  const standsVnd = awardOf(dossier);
  const leftVnd = vesselOf(dossier, 'awarded');
  const beside = besideSpent.map((part) => ({ part, amountVnd: vesselOf(dossier, part) }));
  return {
    rows,
    spentVnd: vesselOf(dossier, 'settled') + vesselOf(dossier, 'advanced'),
    beside: ['due', 'returned', 'writtenOff'].some((vessel) => vesselOf(dossier, vessel) > 0n)
      ? beside.filter(({ amountVnd }) => amountVnd > 0n)
      : [],
    total: {
      name: '',
      limitVnd: whole === undefined ? null : limit(dossier, whole),
      awardedVnd: decidedOn(dossier),
      standsVnd,
      usedVnd: standsVnd - leftVnd,
      leftVnd,
      clause: whole === undefined ? null : clauseText(dossier.pack, whole.source, language),
    },
  };
}

/** What is used of an award and does not count as spent. */
const besideSpent = ['ordered', 'held', 'due', 'returned', 'writtenOff'] as const;

/** The same, as a page's table. */
export const capsTable = (dossier: Dossier, language: Language) =>
  CapsByLine({ view: capsOf(dossier, language), language });

const limit = (dossier: Dossier, cap: Cap) =>
  limitOf(cap, dossier, (dossier.call?.facts.limits ?? {}) as Record<string, string>);

/** The lowest cap on the amount as a whole; undefined when there is none, or none that is known. */
function tightest(dossier: Dossier, caps: readonly Cap[]): Cap | undefined {
  return caps
    .filter((cap) => cap.kind === 'amount' && cap.per.length === 0 && limit(dossier, cap) !== null)
    .sort((a, b) => (limit(dossier, a)! < limit(dossier, b)! ? -1 : 1))[0];
}

const firstClause = (dossier: Dossier, caps: readonly Cap[], language: Language) =>
  caps[0] === undefined ? null : clauseText(dossier.pack, caps[0].source, language);

function noteOf(dossier: Dossier, cap: Cap, language: Language): string {
  const w = moneyPathWords[language];
  const figure = limit(dossier, cap);
  if (figure === null) return `${cap.name[language]}: ${w.unknownLimit}`;
  if (cap.kind === 'share') {
    const percent = percentText(Number(figure));
    return cap.of === 'cost' ? w.costShare(percent) : w.awardShare(percent);
  }
  if (cap.kind === 'seats' || cap.per.length === 0) return cap.name[language];
  return w.perUnit(formatVnd(figure), cap.per.map((unit) => w.units[unit] ?? unit).join(w.unitJoin));
}
