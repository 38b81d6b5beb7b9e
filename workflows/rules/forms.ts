// Forms and sheets from their definitions: from the fields of a form to answers and back, what is wrong with them, how far a
// section is, what they say to a reader, what a sheet decides. Pure; the definition and the answers come in as arguments.
// This is what the rest of the program imports; each file formX.ts beside it is about one of these.

export {
  type Answer,
  type AnswerErrors,
  type Answers,
  applies,
  askedAnswers,
  budgetFieldOf,
  differsFromParty,
  type FormAttachment,
  type FormLine,
  type FormParty,
  type FormSurroundings,
  fieldOf,
  fieldOfAddress,
  isEmptyRow,
  isRequired,
  type KnownOfWriter,
  listOf,
  type Row,
  rowsOf,
  sectionOf,
  startingAnswers,
  type TypedFields,
  textOf,
} from './formAnswers.ts';
export {
  type BudgetAmounts,
  type BudgetColumn,
  type BudgetTotals,
  budgetColumnsOf,
  budgetTotals,
  computedText,
  type LineRoom,
  type LineRooms,
  overBudgets,
  overRooms,
  type RowRoom,
  roomOfRow,
  rowRoomText,
  rowTotal,
  sumName,
  sumOfColumn,
} from './formBudgets.ts';
export {
  type Carried,
  carryAnswers,
  changesBetween,
  changesOfDefinition,
  type DefinitionChange,
  type FieldChange,
  type GoneAnswer,
  type HashOfFile,
} from './formChanges.ts';
export {
  type CheckOptions,
  checkAnswers,
  isBegun,
  mostReasonWords,
  type SectionState,
  sectionState,
} from './formChecks.ts';
export { type ExportedAnswers, exportAnswers, exportRows } from './formExport.ts';
export { type FormPart, hasParts, partName, partOptions, partSuggestions, partsOf } from './formParts.ts';
export { addFile, addRow, fieldNames, readAnswers, removeItem, typedOf } from './formReading.ts';
export * from './formShapes.ts';
export { pointsOf, verdictOf } from './formSheets.ts';
export { type ShownRow, type ShownSection, type ShownTable, shown } from './formShowing.ts';
export type { FormLanguage } from './formWords.ts';
