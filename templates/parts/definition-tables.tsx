// Tables in a form: a group for each row, and what their columns and expense lines add up to.

import {
  budgetColumnsOf,
  budgetTotals,
  type FormColumn,
  overRooms,
  type Row,
  rowRoomText,
  rowsOf,
  rowTotal,
  sumName,
  sumOfColumn,
} from '../../workflows/rules/forms.ts';
import { formWords } from '../../workflows/rules/formWords.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import { formsWords } from '../words/forms.ts';
import {
  columnHint,
  type DefinitionFieldsProps,
  looks,
  NumberField,
  type OneFieldProps,
  optionsOf,
} from './definition-basics.tsx';
import { Unbroken } from './facts.tsx';
import { DayField, idOf, MoneyField, Select, TextArea, TextField } from './form.tsx';

/** A table as one group for each row, which stack on a phone. */
export function TableField(props: OneFieldProps<'table' | 'budgetTable'> & { hint: string }) {
  const { field, answers, errors, language, hint } = props;
  const words = formsWords[language];
  const least = field.kind === 'table' ? (field.minRows ?? 1) : 1;
  const rows = rowsOf(answers, field.id);
  const count = Math.max(rows.length, least);
  return (
    <fieldset class={errors[field.id] === undefined ? 'rows' : 'rows wrong'} id={idOf(field.id)} tabindex={-1}>
      <legend>
        {field.label[language]} {!field.required && <span class="soft">({words.optional})</span>}
      </legend>
      {hint !== '' && <p class="hint">{hint}</p>}
      {errors[field.id] !== undefined && <p class="error">{errors[field.id]}</p>}
      {Array.from({ length: count }, (_, index) => (
        <fieldset class={field.kind === 'budgetTable' ? 'row budget' : 'row'}>
          <legend>{words.row(index + 1)}</legend>
          {field.kind === 'budgetTable' ? (
            <BudgetRow {...props} field={field} index={index} row={rows[index] ?? {}} />
          ) : (
            field.columns.map((column) => (
              <ColumnField {...props} column={column} name={`${field.id}.${index}.${column.id}`} />
            ))
          )}
          {rows.length > 0 && (
            <p class="row-end">
              <button class="button quiet" type="submit" name="remove" value={`${field.id}.${index}`}>
                {words.removeRow(index + 1)}
              </button>
            </p>
          )}
        </fieldset>
      ))}
      {count < field.maxRows ? (
        <p>
          <button class="button quiet" type="submit" name="add" value={field.id}>
            {words.addRow}
          </button>
        </p>
      ) : (
        <p class="hint">{words.fullTable(field.maxRows)}</p>
      )}
      {field.kind === 'budgetTable' ? <BudgetSums {...props} field={field} /> : <ColumnSums {...props} field={field} />}
    </fieldset>
  );
}

function ColumnField({
  column,
  name,
  typed,
  errors,
  language,
}: Pick<DefinitionFieldsProps, 'typed' | 'errors' | 'language'> & { column: FormColumn; name: string }) {
  const words = formsWords[language];
  const hint = [column.help?.[language] ?? '', columnHint(column, language)].filter(Boolean).join(' ');
  const common = {
    name,
    label: column.label[language],
    ...(hint === '' ? {} : { hint }),
    optional: !column.required,
    typed,
    errors,
    language,
  };
  switch (column.kind) {
    case 'choice':
      return <Select {...common} options={optionsOf(column.options, language)} empty={words.choose} />;
    case 'money':
      return <MoneyField {...common} />;
    case 'longText':
      return <TextArea {...common} rows={3} mostWords={column.maxWords} />;
    case 'number':
      return <NumberField {...common} unit={column.unit?.[language] ?? ''} />;
    case 'percent':
      return <NumberField {...common} unit="%" />;
    case 'date':
      return <DayField {...common} narrow />;
    case 'text':
      return <TextField {...common} {...looks(column)} />;
  }
}

function BudgetRow({
  field,
  index,
  row,
  lines,
  rooms,
  answers,
  typed,
  errors,
  language,
}: OneFieldProps<'budgetTable'> & { index: number; row: Row }) {
  const labels = formWords[language].budget;
  const total = rowTotal(row);
  const room = rooms === undefined ? null : rowRoomText(answers, field.id, index, { lines, rooms, language });
  const at = (column: keyof typeof labels) => ({
    name: `${field.id}.${index}.${column}`,
    label: labels[column],
    typed,
    errors,
    language,
  });
  return (
    <>
      {budgetColumnsOf(field).map((column) => {
        switch (column) {
          case 'line':
            return (
              <Select
                {...at(column)}
                options={lines.map(({ id, name }) => ({ value: id, label: name[language] }))}
                empty={formsWords[language].choose}
              />
            );
          case 'unitPrice':
            return (
              <>
                <MoneyField {...at(column)} />
                <p class="field sum">
                  <span>{labels.total}</span>{' '}
                  <output id={`total-${field.id}-${index}`}>{total === null ? '–' : formatVnd(total)}</output>
                </p>
              </>
            );
          case 'state':
          case 'matching':
            return <MoneyField {...at(column)} optional={column === 'matching'} />;
          case 'quantity':
            return <TextField {...at(column)} narrow more={{ autocomplete: 'off', inputmode: 'decimal' }} />;
          default:
            return <TextField {...at(column)} optional={column === 'basis'} more={{ autocomplete: 'off' }} />;
        }
      })}
      {rooms !== undefined && (
        <p
          id={`most-${field.id}-${index}`}
          class={room?.isOver === true ? 'field most error' : 'field most small soft'}
        >
          <Unbroken text={room?.text ?? ''} />
        </p>
      )}
    </>
  );
}

/** The sums of a budget by expense line, each beside the room that its caps leave. By how much it is too much stands at the rows, and above. */
function BudgetSums({ field, answers, lines, rooms, language }: OneFieldProps<'budgetTable'>) {
  const words = formsWords[language];
  const totals = budgetTotals(answers, field.id);
  const over = rooms === undefined ? {} : overRooms(answers, field.id, { lines, rooms, language });
  const list = [...lines.map(({ id, name }) => ({ id, name: name[language] })), { id: '', name: words.allLines }];
  return (
    <table class="stack sums" id={`sums-${field.id}`}>
      <caption>{words.totals}</caption>
      <thead>
        <tr>
          <th scope="col">{words.line}</th>
          <th scope="col" class="num">
            {words.total}
          </th>
          {field.matching && (
            <>
              <th scope="col" class="num">
                {words.state}
              </th>
              <th scope="col" class="num">
                {words.matching}
              </th>
            </>
          )}
          {rooms && (
            <>
              <th scope="col" class="num">
                {words.left}
              </th>
              <th scope="col" class="num">
                {words.after}
              </th>
              <th scope="col">{words.clause}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {list.map(({ id, name }) => {
          const none = { totalVnd: 0n, stateVnd: 0n, matchingVnd: 0n };
          const sums = id === '' ? totals : Object.hasOwn(totals.lines, id) ? totals.lines[id]! : none;
          const room = rooms && Object.hasOwn(rooms, id) ? rooms[id] : undefined;
          const left = room?.leftVnd ?? null;
          const isOver = Object.hasOwn(over, id);
          return (
            <tr
              class={[id === '' ? 'total' : '', isOver ? 'over' : ''].join(' ').trim()}
              {...(isOver ? { id: idOf(sumName(field.id, id)), tabindex: -1 } : {})}
            >
              <td>{name}</td>
              <td class="num" data-label={words.total}>
                {formatAmount(sums.totalVnd)}
              </td>
              {field.matching && (
                <>
                  <td class="num" data-label={words.state}>
                    {formatAmount(sums.stateVnd)}
                  </td>
                  <td class="num" data-label={words.matching}>
                    {formatAmount(sums.matchingVnd)}
                  </td>
                </>
              )}
              {rooms && (
                <>
                  <td class="num" data-label={words.left}>
                    {room === undefined ? '' : left === null ? words.unknown : formatAmount(left)}
                  </td>
                  <td class="num" data-label={words.after}>
                    {left === null ? (
                      ''
                    ) : isOver ? (
                      <strong class="error">{words.over}</strong>
                    ) : (
                      formatAmount(left - sums.stateVnd)
                    )}
                  </td>
                  <td data-label={words.clause}>
                    <Unbroken text={room?.clause ?? ''} />
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the columns of a table add up to. */
function ColumnSums({ field, answers, language }: OneFieldProps<'table'>) {
  const sums = field.columns.flatMap((column) => {
    const sum = sumOfColumn(column, rowsOf(answers, field.id), language);
    return sum === null ? [] : [{ column, sum }];
  });
  if (sums.length === 0) return null;
  return (
    <dl class="sums">
      {sums.map(({ column, sum }) => (
        <div>
          <dt>{formsWords[language].sumOf(column.label[language])}</dt>
          <dd>
            <output id={idOf(`${field.id}.sum.${column.id}`)}>{sum}</output>
          </dd>
        </div>
      ))}
    </dl>
  );
}
