import { type Frame, Layout } from '../../layout.tsx';
import { documentsWords } from '../../words/documents.ts';

export type OutsideView = { frame: Frame; dossier: string; paper: string };

/** Says that a paper has its number here and is written elsewhere. */
export function OutsidePage({ frame, dossier, paper }: OutsideView) {
  const w = documentsWords[frame.language].papers;
  return (
    <Layout frame={frame} title={w.outsideTitle} here="work">
      <h1>{w.outsideTitle}</h1>
      <p class="lead">{w.outside(paper)}</p>
      <p class="buttons">
        <a class="button" href={dossier}>
          {w.backToDossier}
        </a>
      </p>
    </Layout>
  );
}
