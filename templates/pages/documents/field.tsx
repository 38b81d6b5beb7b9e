import { Field, type FieldProps, tied } from '../../parts/form.tsx';

/** What the browser's dialog offers; what a file is, is told by its content all the same. */
export const fileAccept = '.pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.csv,.txt';

/** A place for files in a form; the form must be `multipart`. */
export function FileField({
  many,
  accept = fileAccept,
  ...field
}: Omit<FieldProps, 'typed'> & { many?: boolean; accept?: string }) {
  return (
    <Field {...field}>
      <input type="file" {...tied(field)} accept={accept} multiple={many} />
    </Field>
  );
}
