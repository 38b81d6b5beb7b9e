// Checking for oneself whether one may apply: a few questions, and what the answers come to. For anybody, without an account.

import { randomUUID } from 'node:crypto';
import {
  type CheckedView,
  SelfCheckedPage,
  SelfCheckPage,
  type SelfCheckView,
} from '../../templates/pages/calls/self-check.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { agencyName } from '../../templates/words/agencies.ts';
import { callWords } from '../../templates/words/calls.ts';
import { selfCheckWords } from '../../templates/words/self-check.ts';
import type { Language } from '../../templates/words/words.ts';
import { answerTo, selfCheckOf, selfCheckVerdict, stageOf, uncheckedRules } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Doors } from '../doors.ts';
import { isId, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { isOneTooMany } from '../people/index.ts';
import { type Call, readCall } from './queries.ts';
import { keepSelfCheck, readSelfCheck } from './selfChecks.ts';
import type { C, Errors } from './shared.ts';
import { clauseView, standingOf } from './views.ts';

const path = '/agencies/:agency/calls/:call/self-check';

export function selfCheckRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;
  const at = ({ agency, id }: Call) => `/agencies/${agency}/calls/${id}`;
  const headOf = (call: Call, language: Language) => ({
    call: callWords[language].stageSupport(stageOf(call.pack, call.stage)?.name[language] ?? call.stage),
    callHref: at(call),
    agency: agencyName(call.agency, language),
  });

  async function asked(c: C, call: Call, typed: Typed = {}, errors: Errors = {}, status: 200 | 422 | 429 = 200) {
    const language = c.get('language');
    const view: SelfCheckView = {
      ...headOf(call, language),
      id: isId(textIn(typed, 'id')) ? textIn(typed, 'id') : randomUUID(),
      standing: standingOf(call, now()),
      questions: selfCheckOf(call.pack, call.stage).map(({ id, question, help, answers }) => ({
        name: id,
        label: question[language],
        help: help?.[language] ?? null,
        options: answers.map((one) => ({ value: one.id, label: one.name[language] })),
      })),
      ...{ typed, errors },
    };
    return c.html(<SelfCheckPage frame={await parts.frameOf(c)} check={view} />, status);
  }

  doors.get(path, { who: 'anyone' }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const { agency, id } = call;
    const before = await readSelfCheck(db, { agency, call: id, id: c.req.query('from') ?? '', now: now() });
    return asked(c, call, before?.answers ?? {});
  });

  doors.post(path, { who: 'anyone', maxBodyBytes: 16 * 1024 }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const language = c.get('language');
    const w = selfCheckWords[language];
    const typed = await typedOf(c);
    const errors: Errors = {};
    const answers: Record<string, string> = {};
    for (const question of selfCheckOf(call.pack, call.stage)) {
      const given = answerTo(question, { [question.id]: textIn(typed, question.id) });
      if (given === null) errors[question.id] = w.missing;
      else answers[question.id] = given.id;
    }
    if (Object.keys(errors).length > 0) return asked(c, call, typed, errors, 422);
    if (await isOneTooMany(c, parts, 'selfCheck', null)) return asked(c, call, typed, { '': w.tooMany }, 429);
    const id = textIn(typed, 'id');
    const place = { agency: call.agency, call: call.id, answers, now: now() };
    // a page that was gone back to and answered otherwise is another check
    const kept = isId(id) && (await keepSelfCheck(db, { ...place, id })) ? id : randomUUID();
    if (kept !== id) await keepSelfCheck(db, { ...place, id: kept });
    return c.redirect(`${at(call)}/self-check/${kept}`, 303);
  });

  doors.get(`${path}/:check`, { who: 'anyone' }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const { agency, pack, stage } = call;
    const check = c.req.param('check');
    const kept = await readSelfCheck(db, { agency, call: call.id, id: check, now: now() });
    // gone after a month: the questions stand where the answers were
    if (kept === null) return isId(check) ? c.redirect(`${at(call)}/self-check`, 303) : c.notFound();
    const language = c.get('language');
    const standing = standingOf(call, now());
    const view: CheckedView = {
      ...headOf(call, language),
      verdict: selfCheckVerdict(pack, stage, kept.answers),
      madeOn: dayOf(kept.madeAt),
      results: selfCheckOf(pack, stage).flatMap((question) => {
        const given = answerTo(question, kept.answers);
        if (given === null) return [];
        return [
          {
            question: question.question[language],
            answer: given.name[language],
            verdict: given.verdict,
            reason: given.reason[language],
            clause: clauseView(pack, question.source, language),
          },
        ];
      }),
      unchecked: uncheckedRules(pack, stage).map(({ name, checkedBy, source }) => ({
        text: name[language],
        checkedBy,
        clause: clauseView(pack, source, language),
      })),
      standing,
      ...{ opensOn: call.opensOn, closesAt: call.closesAt },
      apply: standing === 'open' ? `${at(call)}/apply?check=${check}` : null,
      signedIn: c.get('visitor') !== null,
      again: `${at(call)}/self-check?from=${check}`,
    };
    return c.html(<SelfCheckedPage frame={await parts.frameOf(c)} checked={view} />);
  });
}
