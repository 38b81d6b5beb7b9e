import { type Frame, Layout } from '../layout.tsx';
import { Buttons, Form } from '../parts/form.tsx';
import { otherThan, words } from '../words/words.ts';

export type Fault = Exclude<keyof (typeof words)['vi']['faults'], 'back' | 'kept' | 'resend'>;
/** `chosen`: the reader has chosen a language, and needs the other no more. `again`: the form that met the fault, as it was sent. */
export type FaultView = {
  frame: Frame;
  fault: Fault;
  chosen?: boolean;
  again?: { action: string; fields: readonly (readonly [string, string])[] } | null;
};

/** What went wrong, without details; in both languages for whoever stumbles here before choosing one. */
export function FaultPage({ frame, fault, chosen = false, again = null }: FaultView) {
  const { language } = frame;
  const other = otherThan(language);
  const [mine, theirs] = [words[language].faults, words[other].faults];
  return (
    <Layout frame={frame} title={mine[fault].title}>
      <h1>{mine[fault].title}</h1>
      <p class="lead">{mine[fault].text}</p>
      {again !== null && (
        <Form action={again.action}>
          <p>{mine.kept}</p>
          {again.fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Buttons primary={mine.resend}>
            <a href="/">{mine.back}</a>
          </Buttons>
        </Form>
      )}
      {!chosen && (
        <section class="beside" lang={other}>
          <h2>{theirs[fault].title}</h2>
          <p>{theirs[fault].text}</p>
        </section>
      )}
      {again === null && (
        <p>
          {fault === 'notForYou' && (
            <>
              <a class="button" href="/work">
                {words[language].myWork}
              </a>{' '}
            </>
          )}
          <a class={fault === 'notForYou' ? 'button quiet' : 'button'} href="/">
            {mine.back}
          </a>
        </p>
      )}
    </Layout>
  );
}
