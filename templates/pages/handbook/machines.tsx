import { type Frame, Layout } from '../../layout.tsx';
import { type Drawing, MachinePicture } from '../../pictures/machine.tsx';
import { picturesWords } from '../../words/pictures.ts';

export type MachinesView = {
  frame: Frame;
  machines: readonly { machine: keyof (typeof picturesWords)['vi']['machines']; drawings: readonly Drawing[] }[];
};

/** Every machine with its chart and the same as text. */
export function MachinesPage({ frame, machines }: MachinesView) {
  const { language } = frame;
  const w = picturesWords[language];
  return (
    <Layout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <ul class="story machineslist">
        {machines.map(({ machine }) => (
          <li>
            <a href={`#${machine}`}>{w.machines[machine]}</a>
          </li>
        ))}
      </ul>
      {machines.map(({ machine, drawings }) => (
        <section aria-labelledby={machine}>
          <h2 id={machine}>{w.machines[machine]}</h2>
          {drawings.map((drawing) => (
            <>
              {drawings.length > 1 && <h3>{drawing.name}</h3>}
              <MachinePicture drawing={drawing} language={language} />
            </>
          ))}
        </section>
      ))}
    </Layout>
  );
}
