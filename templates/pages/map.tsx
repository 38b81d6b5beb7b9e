// Where a dossier stands in each of its machines, and which ways it came.

import { type Frame, Layout } from '../layout.tsx';
import { FullMap } from '../pictures/machine.tsx';
import { dossierWords } from '../words/dossier.ts';
import { picturesWords } from '../words/pictures.ts';

type MapView = {
  frame: Frame;
  base: string;
  code: string;
  title: string;
  charts: Parameters<typeof FullMap>[0]['charts'];
};

export function MapPage({ frame, base, code, title, charts }: MapView) {
  const { language } = frame;
  const w = dossierWords[language];
  const { fullMap } = picturesWords[language];
  return (
    <Layout frame={frame} title={`${fullMap}, ${code}`} here="work">
      <div class="crumbs">
        <a href="/work">{w.work}</a> / <a href={base}>{code}</a>
      </div>
      <h1>{fullMap}</h1>
      <p class="lead">{title || w.unnamed}</p>
      <FullMap charts={charts} language={language} />
    </Layout>
  );
}
