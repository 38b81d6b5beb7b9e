// What is asked to be amended: the list of a project's requests, and a form for each kind.

import { AmendmentFormPage } from '../../templates/pages/projects/amendment-form.tsx';
import { AmendmentKindsPage, AmendmentsPage } from '../../templates/pages/projects/amendments.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { amendmentWords } from '../../templates/words/amendments.ts';
import { procedures } from '../../workflows/procedures.ts';
import { type AmendmentKind, amendmentKinds } from '../../workflows/rules/amendments.ts';
import { type Day, dayOf, daysAfter } from '../../workflows/rules/calendar.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { Doors } from '../doors.ts';
import { factOf } from '../dossier.ts';
import { ask, keyAfter, newKey, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent, type SaidInput } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import {
  amendmentClause,
  amendmentRows,
  contradicting,
  kindChoices,
  latestOf,
  lineRooms,
  mayAskAtAll,
} from './amendment-reading.ts';
import { fieldsOf } from './fields.ts';
import { asJson, besideOf, evidenceRows, namedMoney, reportIn, reportMoney } from './final-report.ts';
import { followers, returned, type Seen, see, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/amendments';
const mostReason = 5_000;

/** The requests to amend of a project, and the form of a new one. */
export function amendmentsRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const { dossier, base, reader, language } = seen;
    const rows = amendmentRows(dossier, base, reader, language);
    return c.html(<AmendmentsPage {...common(seen)} rows={rows} mayAsk={mayAsk(seen)} />);
  });

  doors.get(`${path}/new`, { who: ['founder'], team: 'owner' }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const kind = c.req.query('kind') ?? '';
    if (!isKind(kind)) return c.html(<AmendmentKindsPage {...common(seen)} choices={choicesOf(seen)} />);
    return c.html(<AmendmentFormPage {...formView(seen, kind, untouched(seen))} />);
  });

  doors.post(`${path}/new`, { who: ['founder'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const { dossier } = seen;
    const typed = await typedOf(c);
    const kind = textIn(typed, 'kind');
    if (!isKind(kind)) return c.html(<AmendmentKindsPage {...common(seen)} choices={choicesOf(seen)} />, 422);
    const again = (form: FormState, status: 200 | 409 | 422) =>
      c.html(<AmendmentFormPage {...formView(seen, kind, form)} />, status);
    if (textIn(typed, 'more') === 'yes') return again(returned(seen, typed, {}), 200);
    const { change, reason, errors } = readForm(seen, kind, typed);
    if (Object.keys(errors).length > 0) return again(returned(seen, typed, { errors }), 422);
    // the key makes the id, so that a form that is sent twice is one request
    const id = keyAfter(typed);
    const input = { id, change, reason: asContent('reason', { text: reason }) };
    const outcome = await ask(
      c,
      parts,
      { type: 'requestAmendment', dossier: dossier.id, input },
      { ...typed, key: id },
    );
    if (outcome.ok) return c.redirect(`${seen.base}/amendments/${id}?done=amendment.requested`, 303);
    const { refusal } = outcome;
    const at = atField(seen, refusal, kind);
    return again({ ...returned(seen, typed, { refusal, errors: at }), key: newKey() }, statusOf(refusal));
  });
}

const isKind = (text: string): text is AmendmentKind => amendmentKinds.some((kind) => kind === text);

const common = ({ frame, base, dossier, language }: Seen) => ({
  ...{ frame, base, code: dossier.code, project: dossier.title },
  clause: amendmentClause(language),
});

const choicesOf = ({ dossier, base, language }: Seen) => kindChoices(dossier, base, language);

/** Whether the reader may ask for something to be amended now. */
export const mayAsk = ({ roles, below, dossier }: Pick<Seen, 'roles' | 'below' | 'dossier'>): boolean =>
  roles.includes('founder') && !below && mayAskAtAll(dossier);

function formView(seen: Seen, kind: AmendmentKind, form: FormState) {
  const { dossier, language } = seen;
  return {
    ...common(seen),
    ...{ kind, form },
    endsOn: factOf(dossier, 'project', 'endsOn'),
    latest: latestOf(dossier, language),
    endsSoon: endsBeforeDecision(seen),
    lines: lineRooms(dossier, language),
    against: contradicting(dossier, kind, seen.base),
    money: namedMoney(dossier, reportMoney(dossier), language),
    beside: besideOf(dossier),
    evidenceRows: evidenceRows(form.typed),
  };
}

/** The days that a decision may take, where the agreement would end before one that begins today. */
function endsBeforeDecision({ dossier, parts }: Seen): number | null {
  const { count } = procedures.amendmentDecision;
  const endsOn = factOf(dossier, 'project', 'endsOn') as Day;
  return count !== null && endsOn < daysAfter(dayOf(parts.now()), count) ? count : null;
}

/** What a form asks for, and what is wrong with it by field. */
function readForm(
  { dossier, language }: Seen,
  kind: AmendmentKind,
  typed: Typed,
): { change: SaidInput; reason: string; errors: Readonly<Record<string, string>> } {
  const w = amendmentWords[language];
  const fields = fieldsOf(typed, language);
  const read = (): SaidInput => {
    if (kind === 'time') return { kind, endsOn: fields.day('endsOn') };
    if (kind === 'lines') {
      const offered = lineRooms(dossier, language).map(({ id }) => id);
      const from = fields.choice('from', w.lines.whatFrom, offered);
      const to = fields.choice('to', w.lines.whatTo, offered);
      if (from !== '' && from === to) fields.errors.to = w.lines.same;
      return { kind, from, to, amountVnd: String(fields.amount('amount')) };
    }
    if (kind === 'earlyEnd')
      return { kind, report: asContent('report', asJson(reportIn(dossier, typed, fields, language))) };
    const of = (name: string) => {
      const text = cleanLine(textIn(typed, name));
      if (text.length > 200) fields.errors[name] = w.member.tooLong;
      return text;
    };
    const people = {
      ...{ leaves: of('leaves'), leavesRole: of('leavesRole') },
      ...{ joins: of('joins'), joinsRole: of('joinsRole') },
    };
    if (people.leaves === '' && people.joins === '') fields.errors.leaves = w.member.nobody;
    if (people.joins !== '' && people.joinsRole === '') fields.errors.joinsRole = w.member.roleOf;
    return { kind, people: asContent('report', people) };
  };
  const change = read();
  const reason = fields.text('reason', w.whatReason, mostReason);
  return { change, reason, errors: fields.errors };
}

/** The field that a refusal is about, with what would have been possible. */
function atField({ dossier, language }: Seen, refusal: Refusal, kind: AmendmentKind): Record<string, string> {
  const w = amendmentWords[language];
  if (kind === 'lines' && refusal.left !== null) return { amount: w.lines.most(formatVnd(BigInt(refusal.left))) };
  if (kind !== 'time' || !['duration', 'agreementEnded'].includes(refusal.rule)) return {};
  const latest = latestOf(dossier, language);
  return latest === null ? {} : { endsOn: w.time.latest(dayText(latest.day), latest.months, latest.clause) };
}
