// A figure that the law left unknown: filled in from its signed text by one person, confirmed by another.

import { Buttons, DayField, Form, MoneyField, oneOf, TextArea, TextField, Tick } from '../../parts/form.tsx';
import { figureWords } from '../../words/figures.ts';
import { FileField } from '../documents/field.tsx';
import { Facts, type FormView, RoomPage, type RoomView } from './frame.tsx';
import type { BasisView } from './packs.tsx';

/** One value of the figure. `most`: the national ceiling, as people read it. */
export type FigureFieldView = {
  name: string;
  label: string;
  kind: 'vnd' | 'share' | 'count' | 'dayOfYear';
  unit: string;
  most: string | null;
};

export type FillView = RoomView & {
  pack: { title: string; href: string };
  what: string;
  /** What is filled in with it: the same figure, where it stands under another name. */
  besides: readonly string[];
  stages: string;
  basis: BasisView;
  /** The instruments that the pack lists, by number. */
  known: readonly string[];
  fields: readonly FigureFieldView[];
  /** The file that has come in already, with a form that was not taken. */
  kept: string | null;
  action: string;
  form: FormView;
};

/** The form for one unknown. */
export function FillPage(view: FillView) {
  const { frame, pack, what, stages, basis, fields, known, kept, form } = view;
  const { language } = frame;
  const w = figureWords[language];
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <RoomPage view={view} room="programmes" title={w.title} under via={packLink(pack)} lead={w.lead} form={form}>
      <section class="first checked" aria-label={w.title}>
        <Facts
          rows={[
            [w.what, <strong>{what}</strong>],
            ...besideRows(view.besides, w.besides),
            [w.blocks, stages],
            [w.expected, basis.text],
          ]}
        />
        <Form action={view.action} formKey={form.key} multipart class="spaced">
          {fields.map((one) => (
            <FigureField of={one} {...field} />
          ))}
          <TextField
            {...field}
            name="number"
            label={w.number}
            hint={w.numberHint(known.join('; '))}
            more={{ maxlength: 100, autocomplete: 'off' }}
          />
          <DayField {...field} name="issuedOn" label={w.issuedOn} narrow />
          <TextField {...field} name="title" label={w.name} hint={w.newInstrument} optional more={{ maxlength: 300 }} />
          <TextField
            {...field}
            name="issuer"
            label={w.issuer}
            hint={w.newInstrument}
            optional
            more={{ maxlength: 300 }}
          />
          <TextField {...field} name="article" label={w.article} hint={w.articleHint} more={{ maxlength: 100 }} />
          <DayField {...field} name="validFrom" label={w.validFrom} narrow />
          <DayField {...field} name="validTo" label={w.validTo} narrow optional />
          <FileField
            name="text"
            label={w.text}
            hint={kept === null ? w.textHint : `${w.textKept(kept)} ${w.textHint}`}
            accept=".pdf"
            errors={form.errors}
            language={language}
          />
          <Buttons primary={w.send}>
            <a href={pack.href}>{w.seePack}</a>
          </Buttons>
        </Form>
      </section>
    </RoomPage>
  );
}

const besideRows = (besides: readonly string[], name: string) =>
  besides.length === 0 ? [] : [[name, besides.join('; ')] as const];

const packLink = ({ title, href }: { title: string; href: string }) => ({ text: title, href });

function FigureField({
  of: { name, label, kind, unit, most },
  ...field
}: { of: FigureFieldView } & Pick<Parameters<typeof TextField>[0], 'typed' | 'errors' | 'language'>) {
  const w = figureWords[field.language];
  const how = { vnd: w.valueVnd, share: w.valueShare, count: w.valueCount(unit), dayOfYear: w.valueDay }[kind];
  const hint = [how, most === null ? '' : w.atMost(most)].filter(Boolean).join(' ');
  if (kind === 'vnd') return <MoneyField {...field} name={name} label={label} hint={hint} />;
  const more = { autocomplete: 'off', maxlength: 20, inputmode: kind === 'count' ? 'numeric' : 'decimal' };
  return <TextField {...field} name={name} label={label} hint={hint} narrow more={more} />;
}

export type FigurePageView = RoomView & {
  pack: { title: string; href: string };
  what: string;
  besides: readonly string[];
  state: 'proposed' | 'confirmed' | 'dropped';
  value: string;
  most: string | null;
  clause: string;
  validity: string;
  instrument: string;
  text: { name: string; href: string; sha256: string } | null;
  proposed: string;
  decided: string | null;
  reason: string | null;
  /** What the reader may do: confirm and drop it, publish what was confirmed, drop their own; null: nothing. */
  may: 'decide' | 'publish' | 'drop' | null;
  /** Who may confirm it, for whoever may not. */
  others: string;
  /** The version of the pack in use, where it no longer leaves open what was proposed. */
  overtaken: number | null;
  /** The version that confirming publishes. */
  next: number;
  base: string;
  confirm: FormView;
  drop: FormView;
};

/** What was read in the signed text, by whom; and, for a second person, the word that it is so. */
export function FigurePage(view: FigurePageView) {
  const { frame, pack, state, base, text, may, confirm, drop } = view;
  const { language } = frame;
  const w = figureWords[language];
  const errors = { ...confirm.errors, ...drop.errors };
  const refusal = confirm.refusal ?? drop.refusal;
  const isOvertaken = view.overtaken !== null;
  return (
    <RoomPage view={view} room="programmes" title={view.what} under via={packLink(pack)} form={{ errors, refusal }}>
      <p class="after">
        <span class={state === 'confirmed' ? 'tag done' : state === 'proposed' && !isOvertaken ? 'tag now' : 'tag'}>
          {isOvertaken ? w.isOvertaken : w.states[state]}
        </span>
      </p>
      <section class="first checked" aria-label={w.page}>
        <Facts
          rows={[
            [w.pack, <a href={pack.href}>{pack.title}</a>],
            [w.value, <strong>{view.value}</strong>],
            ...besideRows(view.besides, w.besides),
            ...(view.most === null ? [] : [['', w.atMost(view.most)] as const]),
            [w.article, view.clause],
            [w.instrument, view.instrument],
            [w.validity, view.validity],
            ...(text === null
              ? []
              : [
                  [w.text, <a href={text.href}>{w.download(text.name)}</a>] as const,
                  [w.fingerprint, <span class="small soft">{text.sha256}</span>] as const,
                ]),
            [w.proposed, view.proposed],
            ...(view.decided === null
              ? []
              : [[state === 'confirmed' ? w.confirmed : w.dropped, view.decided] as const]),
            ...(view.reason === null ? [] : [[w.reason, view.reason] as const]),
          ]}
        />
        {isOvertaken ? (
          <div class="turn" role="note">
            <p>{w.overtaken(view.overtaken!)}</p>
          </div>
        ) : (
          state === 'proposed' && may !== 'decide' && <p class="soft">{w.anotherPerson(view.others)}</p>
        )}
      </section>
      {may === 'decide' && (
        <section aria-labelledby="confirm" class="panel checked">
          <h2 id="confirm">{w.confirmTitle}</h2>
          <p>{w.confirmLead(view.next)}</p>
          <Form action={`${base}/confirm`} formKey={confirm.key}>
            <Tick name="read" label={w.read} typed={confirm.typed} errors={confirm.errors} language={language} />
            <Buttons primary={w.confirm} />
          </Form>
        </section>
      )}
      {may === 'publish' && (
        <section aria-labelledby="publish" class="panel checked">
          <h2 id="publish">{w.publish}</h2>
          <p>{w.publishLead}</p>
          <Form action={`${base}/confirm`} formKey={confirm.key}>
            <input type="hidden" name="read" value="yes" />
            <Buttons primary={w.publish} />
          </Form>
        </section>
      )}
      {(may === 'decide' || may === 'drop') && (
        <details class="year checked" open={oneOf(drop.typed, 'reason') !== '' || drop.errors.reason !== undefined}>
          <summary>
            <h2>{w.dropTitle}</h2>
          </summary>
          <Form action={`${base}/drop`} formKey={drop.key}>
            <TextArea
              name="reason"
              label={w.reason}
              hint={w.dropLead}
              rows={3}
              typed={drop.typed}
              errors={drop.errors}
              language={language}
            />
            <p class="buttons">
              <button class="button quiet" type="submit">
                {w.drop}
              </button>
            </p>
          </Form>
        </details>
      )}
    </RoomPage>
  );
}
