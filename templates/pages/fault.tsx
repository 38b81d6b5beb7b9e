import { type Frame, Layout } from '../layout.tsx';
import { otherThan, words } from '../words/words.ts';

export type Fault = Exclude<keyof (typeof words)['vi']['faults'], 'back'>;
export type FaultView = { frame: Frame; fault: Fault };

/** What went wrong, in both languages and without details: whoever stumbles here may not have chosen a language yet. */
export function FaultPage({ frame, fault }: FaultView) {
  const { language } = frame;
  const other = otherThan(language);
  const [mine, theirs] = [words[language].faults, words[other].faults];
  return (
    <Layout frame={frame} title={mine[fault].title}>
      <h1>{mine[fault].title}</h1>
      <p class="lead">{mine[fault].text}</p>
      <section class="beside" lang={other}>
        <h2>{theirs[fault].title}</h2>
        <p>{theirs[fault].text}</p>
      </section>
      <p>
        <a class="button" href="/">
          {mine.back}
        </a>
      </p>
    </Layout>
  );
}
