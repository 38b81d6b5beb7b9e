import type { Frame } from '../../layout.tsx';
import { packFileWords } from '../../words/pack-file.ts';
import { Part } from './handbook.tsx';

export type PackObjectView = {
  id: string;
  title: string;
  /** `sees`: the object whose fields it takes. */
  fields: readonly { name: string; takes: string; sees: string | null; isOptional: boolean; says: string }[];
};

/** How the file of a policy pack is written: an example, the command that checks it, and every field. */
export function PackFilePage({
  frame,
  objects,
  example,
}: {
  frame: Frame;
  objects: readonly PackObjectView[];
  example: string;
}) {
  const w = packFileWords[frame.language];
  const titleOf = (id: string) => objects.find((object) => object.id === id)?.title ?? id;
  return (
    <Part frame={frame} part="pack-file">
      <p class="prose">{w.intro}</p>
      <pre class="panel">
        <code>{w.command}</code>
      </pre>
      <p class="prose">{w.after}</p>
      <p>
        <a href="/handbook/pack-file/schema.json" download>
          {w.schema}
        </a>
      </p>
      {objects.map(({ id, title, fields }) => (
        <section aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.field}</th>
                <th scope="col">{w.says}</th>
                <th scope="col">{w.shape}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ name, takes, sees, isOptional, says }) => (
                <tr>
                  <td>
                    <code>{name}</code> {isOptional && <span class="soft">({w.optional})</span>}
                  </td>
                  <td data-label={w.says}>{says}</td>
                  <td data-label={w.shape}>
                    {takes}
                    {sees !== null && (
                      <>
                        {takes === '' ? '' : ': '}
                        <a href={`#${sees}`}>{titleOf(sees)}</a>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <section aria-labelledby="example">
        <h2 id="example">{w.example}</h2>
        <p class="prose">
          {w.exampleMore}{' '}
          <a href="/handbook/pack-file/example.json" download>
            {w.example}
          </a>
        </p>
        <pre class="panel" tabindex={0}>
          <code>{example}</code>
        </pre>
      </section>
    </Part>
  );
}
