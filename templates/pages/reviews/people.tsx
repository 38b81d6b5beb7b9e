import { allOf, idOf } from '../../parts/form.tsx';
import type { FormState } from './parts.tsx';

/** Somebody to choose, or not: `why` says why not. `doubt`: what to look at before choosing them. */
export type Candidate = { id: string; name: string; note: string; why: string | null; doubt: string | null };

/** Persons to choose several of; who cannot be chosen stands there with the reason. */
export function People({
  name,
  label,
  hint,
  candidates,
  empty,
  form,
}: {
  name: string;
  label: string;
  hint?: string;
  candidates: readonly Candidate[];
  /** What is said when there is nobody. */
  empty: string;
  form: FormState;
}) {
  const chosen = allOf(form.typed, name);
  const id = idOf(name);
  const error = form.errors[name];
  return (
    <fieldset
      class={error === undefined ? 'field' : 'field wrong'}
      {...(error === undefined ? {} : { 'aria-describedby': `${id}-error` })}
    >
      <legend>{label}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {candidates.length === 0 && <p class="soft">{empty}</p>}
      {candidates.map((one, index) => (
        <label class={one.why === null ? 'choice' : 'choice closed'}>
          <input
            type="checkbox"
            name={name}
            value={one.id}
            id={index === 0 ? id : `${id}-${index}`}
            checked={one.why === null && chosen.includes(one.id)}
            disabled={one.why !== null}
          />
          <span>
            {one.name} <span class="hint">{one.why ?? one.note}</span>
            {one.why === null && one.doubt !== null && <span class="tag now">{one.doubt}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
