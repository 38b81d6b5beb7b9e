import { type Frame, Layout } from '../../layout.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { reviewsWords } from '../../words/reviews.ts';

/** That somebody was taken off an application that they were to judge, and nothing else of it. */
export function ReleasedPage({ frame, at }: { frame: Frame; at: string }) {
  const { released: w, work } = reviewsWords[frame.language];
  return (
    <Layout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead(dayTextOf(at))}</p>
      <p>
        <a class="button" href="/work">
          {work}
        </a>
      </p>
    </Layout>
  );
}
